-- What rings and somebody has taken rings again when they do not close it in the clinic's minutes: how many is policy, as the
-- minutes until somebody has to have taken it.
ALTER TABLE "message_policy" ADD COLUMN "close_minutes" INTEGER NOT NULL DEFAULT 30 CHECK ("close_minutes" BETWEEN 5 AND 240);
ALTER TABLE "message_policy" ALTER COLUMN "close_minutes" DROP DEFAULT;

DO $$
DECLARE was TEXT := pg_get_viewdef('"policy_version"'); said TEXT;
BEGIN
  said := regexp_replace(was, '(''takeMinutes''(::text)?, (\w+)\.take_minutes)', '\1, ''closeMinutes'', \3.close_minutes');
  IF said = was THEN RAISE EXCEPTION 'the numbers of messages are not where they were'; END IF;
  EXECUTE 'CREATE OR REPLACE VIEW "policy_version" WITH (security_invoker = true) AS ' || rtrim(said, ';');
END $$;

-- Until when whoever took it closes it, or says anew that they look after it.
ALTER TABLE "task" ADD COLUMN "close_by" TIMESTAMPTZ(6);
UPDATE "task" SET "close_by" = "taken_at" + interval '30 minutes' WHERE "rings" AND "status" = 'open' AND "taken_at" IS NOT NULL;
ALTER TABLE "task"
  ADD CONSTRAINT "task_rings_again" CHECK (NOT "rings" OR "status" = 'done' OR "taken_at" IS NULL OR "close_by" IS NOT NULL),
  ADD CHECK ("close_by" IS NULL OR ("rings" AND "close_by" > "taken_at" AND "close_by" <= "taken_at" + interval '240 minutes'));

-- Nobody makes it quiet for longer but whoever takes it, in their own name.
CREATE OR REPLACE FUNCTION "task_is_kept"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE me CONSTANT TEXT := nullif(current_setting('app.identity_id', true), '');
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'what a patient answered stays on the list until it is closed';
  END IF;
  IF (NEW."check_in_id", NEW."kind", NEW."patient_id", NEW."due_at", NEW."rings") IS DISTINCT FROM (OLD."check_in_id", OLD."kind", OLD."patient_id", OLD."due_at", OLD."rings")
    OR NEW."detail" -> 'incomingTextId' IS DISTINCT FROM OLD."detail" -> 'incomingTextId' OR NEW."detail" -> 'fromNumber' IS DISTINCT FROM OLD."detail" -> 'fromNumber'
    OR OLD."status" = 'done' THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'what a patient answered stays on the list until it is closed';
  END IF;
  IF (NEW."taken_by_identity_id", NEW."taken_at", NEW."close_by") IS DISTINCT FROM (OLD."taken_by_identity_id", OLD."taken_at", OLD."close_by")
    AND NEW."taken_by_identity_id" IS DISTINCT FROM me THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a task is taken in one''s own name', CONSTRAINT = 'task_is_taken';
  END IF;
  RETURN NEW;
END $$;
