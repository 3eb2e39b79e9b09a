ALTER TABLE `turn` ADD `by` text;--> statement-breakpoint
ALTER TABLE `turn` ADD `attempt` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `turn` ADD `lease_until` text;--> statement-breakpoint
ALTER TABLE `turn` ADD `requeued` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `turn` ADD `plan` text;--> statement-breakpoint
CREATE INDEX `turn_by_status` ON `turn` (`org_id`,`report_id`,`status`,`created_at`,`id`);--> statement-breakpoint
-- Of a report's unfinished turns the newest stays in work: no earlier version let there be two, a mended file may hold them.
UPDATE `turn` SET `status` = 'interrupted' WHERE `status` IN ('queued', 'running') AND EXISTS (SELECT 1 FROM `turn` AS `t` WHERE `t`.`org_id` = `turn`.`org_id` AND `t`.`report_id` = `turn`.`report_id` AND `t`.`status` IN ('queued', 'running') AND `t`.`seq` > `turn`.`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `turn_in_work` ON `turn` (`org_id`,`report_id`) WHERE "status" in ('queued', 'running');--> statement-breakpoint
ALTER TABLE `turn_event` ADD `step` text;--> statement-breakpoint
CREATE UNIQUE INDEX `turn_event_step` ON `turn_event` (`org_id`,`report_id`,`turn_id`,`step`) WHERE "step" is not null;
