-- A text of which nobody knows whose it is may be an emergency: it is sorted, and rings as an answer does.

ALTER TABLE "incoming_text"
  ADD COLUMN "tier" TEXT,
  ADD COLUMN "rings" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "incoming_text"
  ADD CHECK ("tier" IN ('emergency', 'concerning', 'unclassified')),
  ADD CHECK ("meaning" IN ('whose', 'stranger') OR ("tier" IS NULL AND NOT "rings")),
  ADD CHECK (coalesce("tier", '') <> 'emergency' OR "rings");

-- None is without somebody who has to read it; one that is not to wait has a task of its own, whatever is open for its number.
CREATE FUNCTION "text_has_its_task"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW."tier" IS NULL OR NOT EXISTS (SELECT 1 FROM "task" t WHERE t."clinic_id" = NEW."clinic_id" AND t."patient_id" IS NULL
    AND t."due_at" IS NOT NULL AND t."detail" ->> 'fromNumber' = NEW."from_number"
    AND ((NOT NEW."rings" AND NEW."tier" = 'unclassified' AND t."status" = 'open')
      OR (t."detail" ->> 'incomingTextId' = NEW."id"::text AND (t."rings" OR NOT NEW."rings")))) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a text that somebody has to read has its task', CONSTRAINT = 'text_has_its_task';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "text_has_its_task"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "text_has_its_task" AFTER INSERT ON "incoming_text" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW."meaning" IN ('whose', 'stranger')) EXECUTE FUNCTION "text_has_its_task"();

-- Its task stays and is closed with a note, as that of an answer.
ALTER TABLE "task" DROP CONSTRAINT "answer_is_closed_with_a_note";
ALTER TABLE "task" ADD CONSTRAINT "answer_is_closed_with_a_note" CHECK ("status" <> 'done'
  OR ("check_in_id" IS NULL AND "kind" NOT IN ('no-answer', 'answer-emergency', 'answer-concerning', 'answer-unclear'))
  OR ("outcome" IS NOT NULL AND length(btrim("note")) >= 3));
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
  IF NEW."taken_by_identity_id" IS DISTINCT FROM OLD."taken_by_identity_id" AND NEW."taken_by_identity_id" IS DISTINCT FROM me THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a task is taken in one''s own name', CONSTRAINT = 'task_is_taken';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER "task_is_kept" ON "task";
CREATE TRIGGER "task_is_kept" BEFORE UPDATE OR DELETE ON "task" FOR EACH ROW
  WHEN (OLD."check_in_id" IS NOT NULL OR OLD."kind" IN ('no-answer', 'answer-emergency', 'answer-concerning', 'answer-unclear'))
  EXECUTE FUNCTION "task_is_kept"();

-- Those on duty are told of it by message: such an alert is about no patient.
ALTER TABLE "communication" ALTER COLUMN "patient_id" DROP NOT NULL;
ALTER TABLE "communication" ADD CONSTRAINT "communication_is_about_a_patient" CHECK ("patient_id" IS NOT NULL OR ("kind" = 'staff-alert' AND "appointment_id" IS NULL AND "encounter_id" IS NULL));
