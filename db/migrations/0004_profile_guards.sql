-- A stored version of a report kind is what reports were written with: it is never changed.
CREATE TRIGGER `profile_keeps_values` BEFORE UPDATE ON `profile`
BEGIN
  SELECT RAISE(ABORT, 'profile versions are append-only');
END;
--> statement-breakpoint
-- Whoever asks for the deletion: a version that a report is written with stays.
CREATE TRIGGER `profile_keeps_rows` BEFORE DELETE ON `profile`
WHEN EXISTS (SELECT 1 FROM `report` WHERE `org_id` = OLD.`org_id` AND `profile` = OLD.`id` AND `profile_version` = OLD.`version`)
BEGIN
  SELECT RAISE(ABORT, 'a report is written with this profile version');
END;
