ALTER TABLE `fact` ADD `reasons` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `fact` ADD `raw` text;--> statement-breakpoint
ALTER TABLE `fact_event` ADD `report_version` integer;--> statement-breakpoint
ALTER TABLE `source` ADD `notices` text DEFAULT '[]' NOT NULL;