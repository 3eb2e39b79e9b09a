CREATE TABLE `profile` (
	`seq` integer PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`version` text NOT NULL,
	`origin` text NOT NULL,
	`json` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `profile_version` ON `profile` (`org_id`,`id`,`version`);