CREATE TABLE `endpoint` (
	`org_id` text NOT NULL,
	`name` text NOT NULL,
	`record` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`org_id`, `name`)
);
--> statement-breakpoint
CREATE TABLE `model_call` (
	`seq` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`report_id` text,
	`turn_id` text,
	`task` text NOT NULL,
	`model` text NOT NULL,
	`prompt_task` text,
	`prompt_version` text,
	`tokens_in` integer NOT NULL,
	`tokens_out` integer NOT NULL,
	`estimated` integer NOT NULL,
	`cost` integer,
	`ms` integer NOT NULL,
	`outcome` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`org_id`,`report_id`) REFERENCES `report`(`org_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `model_call_by_time` ON `model_call` (`org_id`,`seq`);--> statement-breakpoint
CREATE INDEX `model_call_by_turn` ON `model_call` (`org_id`,`report_id`,`turn_id`,`seq`);--> statement-breakpoint
CREATE TABLE `model_usage` (
	`org_id` text NOT NULL,
	`user_id` text NOT NULL,
	`span` text NOT NULL,
	`calls` integer NOT NULL,
	`failed` integer NOT NULL,
	`tokens_in` integer NOT NULL,
	`tokens_out` integer NOT NULL,
	`cost` integer NOT NULL,
	`unpriced` integer NOT NULL,
	`reserved` integer NOT NULL,
	`reserved_until` text NOT NULL,
	PRIMARY KEY(`org_id`, `user_id`, `span`)
);
