-- A practitioner's day and the records that were merged into one are found by themselves, however many others there are.
CREATE INDEX "encounter_clinic_id_practitioner_id_started_at_idx" ON "encounter"("clinic_id", "practitioner_id", "started_at");
CREATE INDEX "patient_merged_into" ON "patient" ("clinic_id", "merged_into_id") WHERE "merged_into_id" IS NOT NULL;

-- All records of one person: the one that is left, and those that were merged into it.
CREATE FUNCTION "records_of_person"("of_clinic" UUID, "of_patient" UUID) RETURNS SETOF UUID
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public AS $$
  WITH RECURSIVE "record" AS (
    SELECT "surviving_patient"("of_clinic", "of_patient") AS "id"
    UNION
    SELECT p."id" FROM "record" r JOIN "patient" p ON p."clinic_id" = "of_clinic" AND p."merged_into_id" = r."id")
  SELECT "id" FROM "record"
$$;

-- As before; but who somebody is now is known before their row is looked up. Asked the other way round, the walls would look at
-- every patient's row for each use.
CREATE OR REPLACE FUNCTION "recall_reached"("of_clinic" UUID, "of_recall" UUID)
RETURNS TABLE ("encounter_id" UUID, "lot_id" UUID, "needles" INTEGER, "used_at" TIMESTAMPTZ, "deviation" BOOLEAN, "patient_id" UUID)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH "used" AS (
    SELECT u."encounter_id", u."lot_id", sum(u."quantity")::int AS "needles", min(u."used_at") AS "used_at", bool_or(u."deviation_id" IS NOT NULL) AS "deviation"
    FROM "recall_lot" l JOIN "lot_use" u ON u."clinic_id" = l."clinic_id" AND u."lot_id" = l."lot_id"
    WHERE l."clinic_id" = "of_clinic" AND l."recall_id" = "of_recall" AND NOT u."unused"
    GROUP BY u."encounter_id", u."lot_id" HAVING sum(u."quantity") > 0
  ), "found" AS (
    SELECT s."encounter_id", s."lot_id", NULL::int AS "needles", min(s."at") AS "used_at", true AS "deviation"
    FROM "recall_lot" l JOIN "lot_scan" s ON s."clinic_id" = l."clinic_id" AND s."lot_id" = l."lot_id"
    WHERE l."clinic_id" = "of_clinic" AND l."recall_id" = "of_recall" AND s."deviation_id" IS NOT NULL
      AND NOT EXISTS (SELECT FROM "used" u WHERE u."encounter_id" = s."encounter_id" AND u."lot_id" = s."lot_id")
    GROUP BY s."encounter_id", s."lot_id"
  ), "reached" AS MATERIALIZED (
    SELECT r.*, CASE WHEN p."merged_into_id" IS NULL THEN p."id" ELSE "surviving_patient"(p."clinic_id", p."id") END AS "patient_id"
    FROM (SELECT * FROM "used" UNION ALL SELECT * FROM "found") r
    JOIN "encounter" e ON e."clinic_id" = "of_clinic" AND e."id" = r."encounter_id" AND e."status" <> 'entered-in-error'
    JOIN "patient" p ON p."clinic_id" = "of_clinic" AND p."id" = e."patient_id"
  )
  SELECT "encounter_id", "lot_id", "needles", "used_at", "deviation", "patient_id" FROM "reached"
$$;
