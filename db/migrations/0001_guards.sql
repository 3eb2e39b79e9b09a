-- What is decided inside a list of writes: a row put into `refusal` stops the list and names the write, the reason and the
-- version that is there. Nothing is ever stored in it.
CREATE VIEW `refusal` (`n`, `why`, `current`) AS SELECT 0, '', 0 WHERE 0;
--> statement-breakpoint
CREATE TRIGGER `refusal_stops` INSTEAD OF INSERT ON `refusal`
BEGIN
  SELECT RAISE(ABORT, 'refusal ' || CAST(NEW.`n` AS INTEGER) || ' ' || NEW.`why` || ' ' || coalesce(CAST(NEW.`current` AS INTEGER), 'none'));
END;
--> statement-breakpoint
-- History is append-only. Rows leave with their report only: its row is gone by the time the cascade reaches them.
CREATE TRIGGER `fact_event_keeps_values` BEFORE UPDATE ON `fact_event`
BEGIN
  SELECT RAISE(ABORT, 'fact_event is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `fact_event_keeps_rows` BEFORE DELETE ON `fact_event`
WHEN EXISTS (SELECT 1 FROM `report` WHERE `org_id` = OLD.`org_id` AND `id` = OLD.`report_id`)
BEGIN
  SELECT RAISE(ABORT, 'fact_event is append-only');
END;
--> statement-breakpoint
-- INSERT OR REPLACE would otherwise pass the delete trigger where recursive_triggers is off (D1).
CREATE TRIGGER `fact_event_keeps_place` BEFORE INSERT ON `fact_event`
WHEN EXISTS (SELECT 1 FROM `fact_event` WHERE `org_id` = NEW.`org_id` AND `report_id` = NEW.`report_id` AND `n` = NEW.`n`)
BEGIN
  SELECT RAISE(ABORT, 'fact_event is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `section_version_keeps_values` BEFORE UPDATE ON `section_version`
BEGIN
  SELECT RAISE(ABORT, 'section_version is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `section_version_keeps_rows` BEFORE DELETE ON `section_version`
WHEN EXISTS (SELECT 1 FROM `report` WHERE `org_id` = OLD.`org_id` AND `id` = OLD.`report_id`)
BEGIN
  SELECT RAISE(ABORT, 'section_version is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `section_version_keeps_place` BEFORE INSERT ON `section_version`
WHEN EXISTS (SELECT 1 FROM `section_version` WHERE `org_id` = NEW.`org_id` AND `report_id` = NEW.`report_id` AND `section` = NEW.`section` AND `version` = NEW.`version`)
BEGIN
  SELECT RAISE(ABORT, 'section_version is append-only');
END;
