-- That messages arrived and somebody answered, told to those who do not read what was answered: that an answer came, who of the
-- clinic read it and when; and of a month how many answered and how it was sorted. What somebody said stays behind its wall.
CREATE FUNCTION "visit_answers"("of_appointment" UUID)
RETURNS TABLE ("id" UUID, "at" TIMESTAMPTZ, "via" TEXT, "needs_reading" BOOLEAN, "taken_by" TEXT, "taken_at" TIMESTAMPTZ, "done_at" TIMESTAMPTZ)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT k."id", k."at", k."via", k."tier" <> 'harmless', t."by", t."taken_at", t."done_at"
  FROM "encounter" e
  JOIN "check_in" k ON k."clinic_id" = e."clinic_id" AND k."encounter_id" = e."id"
  LEFT JOIN LATERAL (
    SELECT (array_agg(x."taken_by_name" ORDER BY x."taken_at") FILTER (WHERE x."taken_at" IS NOT NULL))[1] AS "by",
      min(x."taken_at") AS "taken_at", CASE WHEN bool_and(x."status" = 'done') THEN max(x."done_at") END AS "done_at"
    FROM "task" x WHERE x."clinic_id" = k."clinic_id" AND x."check_in_id" = k."id") t ON true
  WHERE app_is_staff() AND e."clinic_id" = nullif(current_setting('app.clinic_id', true), '')::uuid AND e."appointment_id" = "of_appointment"
  ORDER BY k."at", k."id" LIMIT 100 $$;
REVOKE EXECUTE ON FUNCTION "visit_answers"(UUID) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "visit_answers"(UUID) TO "filiform_app";

-- Of whole months: the visits that were asked how it goes, by the gravest of their answers. The month that is looked at is told
-- by plan and practitioner. Everybody's for the owner and the clinical lead, their own visits for others who treat.
CREATE FUNCTION "answered_visits"("first_day" DATE, "last_day" DATE, "chosen" TEXT, "zone" TEXT, "until_at" TIMESTAMPTZ)
RETURNS TABLE ("month" TEXT, "plan" TEXT, "kind" TEXT, "practitioner_id" UUID, "tier" TEXT, "visits" INTEGER)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH "asked" AS (
    SELECT DISTINCT m."month", CASE WHEN m."month" = "chosen" THEN m."plan" END AS "plan", CASE WHEN m."month" = "chosen" THEN m."kind" END AS "kind",
      CASE WHEN m."month" = "chosen" THEN m."practitioner_id" END AS "practitioner_id", m."clinic_id", m."encounter_id"
    FROM (
      SELECT to_char(c."due_at" AT TIME ZONE "zone", 'YYYY-MM') AS "month", p."code" AS "plan", CASE WHEN p."code" IS NULL THEN c."kind" END AS "kind",
        e."practitioner_id", e."clinic_id", e."id" AS "encounter_id"
      FROM "communication" c
      JOIN "encounter" e ON e."clinic_id" = c."clinic_id" AND e."id" = c."encounter_id"
      LEFT JOIN "aftercare_step" s ON s."clinic_id" = c."clinic_id" AND s."id" = c."step_id"
      LEFT JOIN "aftercare_plan" p ON p."clinic_id" = s."clinic_id" AND p."id" = s."plan_id"
      WHERE app_is_staff() AND c."clinic_id" = nullif(current_setting('app.clinic_id', true), '')::uuid
        AND c."due_at" >= date_trunc('month', "first_day")::timestamp AT TIME ZONE "zone"
        AND c."due_at" < (date_trunc('month', "last_day") + interval '1 month')::timestamp AT TIME ZONE "zone" AND c."due_at" <= "until_at"
        AND c."status" IN ('sent', 'unknown') AND (s."check_in" OR c."kind" = 'check-in')
        AND (coalesce(current_setting('app.owns', true), '') = 'on' OR app_cares_for_everybody() OR e."practitioner_id" = app_practitioner_id())) m)
  SELECT a."month", a."plan", a."kind", a."practitioner_id", g."tier", count(*)::int
  FROM "asked" a
  LEFT JOIN LATERAL (
    SELECT k."tier" FROM "check_in" k WHERE k."clinic_id" = a."clinic_id" AND k."encounter_id" = a."encounter_id"
    ORDER BY array_position('{emergency,concerning,unclassified,harmless}'::text[], k."tier") LIMIT 1) g ON true
  GROUP BY 1, 2, 3, 4, 5 $$;
REVOKE EXECUTE ON FUNCTION "answered_visits"(DATE, DATE, TEXT, TEXT, TIMESTAMPTZ) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "answered_visits"(DATE, DATE, TEXT, TEXT, TIMESTAMPTZ) TO "filiform_app";
