-- Which needles went into whom is asked here and nowhere else, whatever it begins from: a lot, a recall, a person, a practitioner's
-- day. Needles written down and not taken back, or said to be in before anybody counted them ("needles" is null then); of no visit that
-- was an error; under whoever the person is by now. Worked out each time, so that what is written down late joins by itself.
CREATE VIEW "needle_reach" WITH (security_invoker = true) AS
  SELECT x."clinic_id", x."encounter_id", x."lot_id", CASE WHEN x."needles" > 0 THEN x."needles" END AS "needles",
    CASE WHEN x."needles" > 0 THEN x."used_at" ELSE x."said_at" END AS "used_at", x."deviation",
    CASE WHEN p."merged_into_id" IS NULL THEN p."id" ELSE "surviving_patient"(p."clinic_id", p."id") END AS "patient_id",
    e."started_at", e."appointment_id", e."practitioner_id"
  FROM (
    SELECT b."clinic_id", b."encounter_id", b."lot_id", sum(b."needles")::int AS "needles", min(b."used_at") AS "used_at", min(b."said_at") AS "said_at",
      bool_or(b."deviation") AS "deviation"
    FROM (
      SELECT u."clinic_id", u."encounter_id", u."lot_id", u."quantity" AS "needles", u."used_at", NULL::timestamptz AS "said_at", u."deviation_id" IS NOT NULL AS "deviation"
      FROM "lot_use" u WHERE NOT u."unused"
      UNION ALL
      SELECT s."clinic_id", s."encounter_id", s."lot_id", NULL::int, NULL::timestamptz, s."at", true FROM "lot_scan" s WHERE s."deviation_id" IS NOT NULL
    ) b
    GROUP BY 1, 2, 3 HAVING sum(b."needles") > 0 OR count(b."said_at") > 0
  ) x
  JOIN "encounter" e ON e."clinic_id" = x."clinic_id" AND e."id" = x."encounter_id" AND e."status" <> 'entered-in-error'
  JOIN "patient" p ON p."clinic_id" = x."clinic_id" AND p."id" = e."patient_id";
GRANT SELECT ON "needle_reach" TO "filiform_app";

-- Who somebody is now is known before their row is looked up (MATERIALIZED), or the walls would look at everybody's.
CREATE OR REPLACE FUNCTION "recall_reached"("of_clinic" UUID, "of_recall" UUID)
RETURNS TABLE ("encounter_id" UUID, "lot_id" UUID, "needles" INTEGER, "used_at" TIMESTAMPTZ, "deviation" BOOLEAN, "patient_id" UUID)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH "reached" AS MATERIALIZED (
    SELECT r."encounter_id", r."lot_id", r."needles", r."used_at", r."deviation", r."patient_id" FROM "needle_reach" r
    WHERE r."clinic_id" = "of_clinic"
      AND r."lot_id" = ANY (ARRAY(SELECT l."lot_id" FROM "recall_lot" l WHERE l."clinic_id" = "of_clinic" AND l."recall_id" = "of_recall"))
  )
  SELECT * FROM "reached"
$$;
