-- Whom a recall reached can be written to: a message to the person, about no visit by name, once of each recall.
ALTER TABLE "communication" DROP CONSTRAINT "communication_kind_check";
ALTER TABLE "communication" ADD CONSTRAINT "communication_kind_check" CHECK ("kind" IN ('aftercare', 'removal', 'consent-copy',
  'check-in', 'appointment-confirmed', 'appointment-changed', 'appointment-cancelled', 'appointment-reminder', 'forms',
  'appointment-missed', 'practitioner-away', 'staff-alert', 'recall'));
ALTER TABLE "communication" DROP CONSTRAINT "communication_is_about_something";
ALTER TABLE "communication" ADD CONSTRAINT "communication_is_about_something" CHECK (CASE
  WHEN "kind" = 'consent-copy' THEN "consent_id" IS NOT NULL AND "step_id" IS NULL AND "encounter_id" IS NULL AND "basis" IS NULL
  WHEN "kind" IN ('aftercare', 'removal') THEN "consent_id" IS NULL AND "step_id" IS NOT NULL AND "encounter_id" IS NOT NULL AND "basis" IS NOT NULL
  WHEN "kind" = 'check-in' THEN "consent_id" IS NULL AND "encounter_id" IS NOT NULL
  WHEN "kind" = 'staff-alert' THEN "consent_id" IS NULL AND "step_id" IS NULL
  -- which recall is its occasion
  WHEN "kind" = 'recall' THEN num_nonnulls("consent_id", "step_id", "encounter_id", "appointment_id") = 0 AND "occasion" <> ''
  ELSE "consent_id" IS NULL AND "step_id" IS NULL AND "appointment_id" IS NOT NULL END);
CREATE INDEX "communication_of_recall" ON "communication"("clinic_id", "occasion") WHERE "kind" = 'recall';

-- Like an attempt that somebody makes: a drill writes to nobody, and written to are those whom the recall reached (K34).
CREATE FUNCTION "recall_message_is_about_somebody"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "recall" r WHERE r."clinic_id" = NEW."clinic_id" AND r."id"::text = NEW."occasion" AND r."kind" = 'recall') THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a drill tells nobody', CONSTRAINT = 'drill_tells_nobody';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "recall_reached"(NEW."clinic_id", NEW."occasion"::uuid) r WHERE r."patient_id" = "surviving_patient"(NEW."clinic_id", NEW."patient_id")) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this recall did not reach them', CONSTRAINT = 'recall_message_is_about_somebody';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "recall_message_is_about_somebody"() FROM PUBLIC;
CREATE TRIGGER "recall_message_is_about_somebody" BEFORE INSERT ON "communication" FOR EACH ROW
  WHEN (NEW."kind" = 'recall') EXECUTE FUNCTION "recall_message_is_about_somebody"();

-- As before; and a message that went out is an attempt. Told is only who was spoken to.
CREATE OR REPLACE FUNCTION "recall_people"("of_clinic" UUID, "of_recall" UUID)
RETURNS TABLE ("patient_id" UUID, "visits" INTEGER, "standing" TEXT, "attempts" INTEGER)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH "made" AS (
    SELECT a."patient_id", a."outcome" FROM "recall_attempt" a WHERE a."clinic_id" = "of_clinic" AND a."recall_id" = "of_recall"
    UNION ALL
    SELECT c."patient_id", 'sent' FROM "communication" c WHERE c."clinic_id" = "of_clinic" AND c."kind" = 'recall' AND c."occasion" = "of_recall"::text
      AND c."status" IN ('sent', 'unknown') AND coalesce(c."delivery", '') NOT IN ('undelivered', 'bounced')
  ), "tried" AS (
    SELECT CASE WHEN p."merged_into_id" IS NULL THEN p."id" ELSE "surviving_patient"(p."clinic_id", p."id") END AS "patient_id",
      count(*)::int AS "attempts", bool_or(m."outcome" = 'told') AS "told", bool_or(m."outcome" = 'cannot-be-reached') AS "given_up"
    FROM "made" m JOIN "patient" p ON p."clinic_id" = "of_clinic" AND p."id" = m."patient_id" GROUP BY 1
  )
  SELECT r."patient_id", r."visits",
    CASE WHEN t."told" THEN 'told' WHEN t."given_up" THEN 'cannot-be-reached' WHEN p."erased_at" IS NOT NULL THEN 'erased'
      WHEN t."attempts" > 0 THEN 'tried' ELSE 'waiting' END,
    coalesce(t."attempts", 0)
  FROM (SELECT "patient_id", count(DISTINCT "encounter_id")::int AS "visits" FROM "recall_reached"("of_clinic", "of_recall") GROUP BY 1) r
  JOIN "patient" p ON p."clinic_id" = "of_clinic" AND p."id" = r."patient_id"
  LEFT JOIN "tried" t ON t."patient_id" = r."patient_id"
$$;
