CREATE TABLE `excuse` (
	`seq` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`report_id` text NOT NULL,
	`finding_id` text NOT NULL,
	`rule` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`org_id`,`report_id`) REFERENCES `report`(`org_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `excuse_by_finding` ON `excuse` (`org_id`,`report_id`,`finding_id`,`seq`);--> statement-breakpoint
CREATE TABLE `fact` (
	`seq` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`report_id` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`period` integer,
	`scope` text,
	`item` text,
	`value` text NOT NULL,
	`unit` text NOT NULL,
	`qualifier` text,
	`label` text,
	`origin` text NOT NULL,
	`also` text NOT NULL,
	`confidence` text NOT NULL,
	`standing` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`org_id`,`report_id`) REFERENCES `report`(`org_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fact_id` ON `fact` (`org_id`,`report_id`,`id`);--> statement-breakpoint
CREATE TABLE `fact_event` (
	`org_id` text NOT NULL,
	`report_id` text NOT NULL,
	`n` integer NOT NULL,
	`fact_id` text NOT NULL,
	`key` text NOT NULL,
	`what` text NOT NULL,
	`after` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`org_id`, `report_id`, `n`),
	FOREIGN KEY (`org_id`,`report_id`) REFERENCES `report`(`org_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `fact_event_by_key` ON `fact_event` (`org_id`,`report_id`,`key`,`fact_id`);--> statement-breakpoint
CREATE INDEX `fact_event_by_fact` ON `fact_event` (`org_id`,`report_id`,`fact_id`,`n`);--> statement-breakpoint
CREATE TABLE `report` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`profile` text NOT NULL,
	`profile_version` text NOT NULL,
	`period` integer NOT NULL,
	`unit_name` text,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`org_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `report_by_time` ON `report` (`org_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `section` (
	`org_id` text NOT NULL,
	`report_id` text NOT NULL,
	`section` text NOT NULL,
	`version` integer NOT NULL,
	`locked` integer NOT NULL,
	PRIMARY KEY(`org_id`, `report_id`, `section`),
	FOREIGN KEY (`org_id`,`report_id`) REFERENCES `report`(`org_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `section_version` (
	`org_id` text NOT NULL,
	`report_id` text NOT NULL,
	`section` text NOT NULL,
	`version` integer NOT NULL,
	`paragraphs` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`org_id`, `report_id`, `section`, `version`),
	FOREIGN KEY (`org_id`,`report_id`,`section`) REFERENCES `section`(`org_id`,`report_id`,`section`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `source` (
	`seq` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`report_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`period` integer,
	`sha256` text NOT NULL,
	`length` integer NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`org_id`,`report_id`) REFERENCES `report`(`org_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `source_id` ON `source` (`org_id`,`report_id`,`id`);--> statement-breakpoint
CREATE TABLE `source_slice` (
	`org_id` text NOT NULL,
	`report_id` text NOT NULL,
	`source_id` text NOT NULL,
	`n` integer NOT NULL,
	`form` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`org_id`, `report_id`, `source_id`, `n`),
	FOREIGN KEY (`org_id`,`report_id`,`source_id`) REFERENCES `source`(`org_id`,`report_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `turn` (
	`seq` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`report_id` text NOT NULL,
	`id` text NOT NULL,
	`text` text NOT NULL,
	`request_hash` text NOT NULL,
	`status` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`org_id`,`report_id`) REFERENCES `report`(`org_id`,`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `turn_id` ON `turn` (`org_id`,`report_id`,`id`);--> statement-breakpoint
CREATE INDEX `turn_by_time` ON `turn` (`org_id`,`report_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `turn_event` (
	`org_id` text NOT NULL,
	`report_id` text NOT NULL,
	`turn_id` text NOT NULL,
	`n` integer NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`org_id`, `report_id`, `turn_id`, `n`),
	FOREIGN KEY (`org_id`,`report_id`,`turn_id`) REFERENCES `turn`(`org_id`,`report_id`,`id`) ON UPDATE no action ON DELETE cascade
);
