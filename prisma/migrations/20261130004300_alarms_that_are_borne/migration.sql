-- How many alarms a clinic can bear before nobody hears them any more: of a hundred answers, and of one practitioner on one day.
ALTER TABLE "message_policy"
  ADD COLUMN "most_alarms_per_hundred" INTEGER NOT NULL DEFAULT 10 CHECK ("most_alarms_per_hundred" BETWEEN 1 AND 100),
  ADD COLUMN "most_alarms_per_day" INTEGER NOT NULL DEFAULT 4 CHECK ("most_alarms_per_day" BETWEEN 1 AND 100);
ALTER TABLE "message_policy" ALTER COLUMN "most_alarms_per_hundred" DROP DEFAULT, ALTER COLUMN "most_alarms_per_day" DROP DEFAULT;

DO $$
DECLARE was TEXT := pg_get_viewdef('"policy_version"'); said TEXT;
BEGIN
  said := regexp_replace(was, '(''closeMinutes''(::text)?, (\w+)\.close_minutes)',
    '\1, ''mostAlarmsPerHundred'', \3.most_alarms_per_hundred, ''mostAlarmsPerDay'', \3.most_alarms_per_day');
  IF said = was THEN RAISE EXCEPTION 'the numbers of messages are not where they were'; END IF;
  EXECUTE 'CREATE OR REPLACE VIEW "policy_version" WITH (security_invoker = true) AS ' || rtrim(said, ';');
END $$;
