-- P2: a treatment is never without the rest that the clinic's rules set after it, in its area, its neighbours or everywhere:
-- asked when the treatment is written and when a rest goes.
-- Rest once stored stands as it was decided, so a rule that begins later asks nothing of it.
CREATE OR REPLACE FUNCTION "treatment_rests"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE of_clinic UUID; of_appointment UUID; of_area TEXT;
BEGIN
  IF TG_OP = 'DELETE' THEN of_clinic := OLD."clinic_id"; of_appointment := OLD."appointment_id"; of_area := OLD."area_id";
  ELSE of_clinic := NEW."clinic_id"; of_appointment := NEW."appointment_id"; of_area := NEW."area_id"; END IF;
  IF EXISTS (
    SELECT 1 FROM "rest_claim" t
    JOIN "body_area" b ON b."clinic_id" = t."clinic_id" AND b."id" = t."area_id" AND b."leaf"
    JOIN "appointment" a ON a."clinic_id" = t."clinic_id" AND a."id" = t."appointment_id"
      AND a."status" IN ('booked', 'arrived', 'checked-in', 'fulfilled')
    CROSS JOIN LATERAL (
      -- what was used there, or what is planned
      SELECT DISTINCT coalesce(p."technique", a."technique") AS "technique" FROM (SELECT 1) one
      LEFT JOIN "encounter" e ON e."clinic_id" = a."clinic_id" AND e."appointment_id" = a."id"
      LEFT JOIN "procedure" p ON p."clinic_id" = e."clinic_id" AND p."encounter_id" = e."id" AND p."area_id" = t."area_id" AND NOT p."entered_in_error"
    ) used
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (r."relation") r.* FROM "recovery_rule" r
      WHERE r."clinic_id" = t."clinic_id" AND r."technique" = used."technique"
        AND r."valid_from" <= (app_now() AT TIME ZONE a."time_zone")::date
      ORDER BY r."relation", r."valid_from" DESC, r."version" DESC
    ) rule
    CROSS JOIN LATERAL (
      -- which areas the rule reaches from the treated one
      SELECT t."area_id" WHERE rule."relation" = 'same'
      UNION ALL SELECT 'anywhere' WHERE rule."relation" = 'anywhere'
      UNION ALL SELECT n."neighbour_id" FROM "body_area_neighbour" n
        WHERE rule."relation" = 'neighbour' AND n."clinic_id" = t."clinic_id" AND n."area_id" = t."area_id"
    ) reached ("area_id")
    CROSS JOIN LATERAL (
      SELECT CASE rule."unit"
          WHEN 'hours' THEN upper(t."during") + make_interval(hours => rule."amount")
          ELSE (((upper(t."during") - INTERVAL '1 ms') AT TIME ZONE a."time_zone")::date + rule."amount")::timestamp AT TIME ZONE a."time_zone"
        END - make_interval(mins => rule."tolerance_minutes") AS "until"
    ) rest
    WHERE t."clinic_id" = of_clinic AND t."appointment_id" = of_appointment AND t."kind" = 'treatment'
      -- a rest that goes may be that of any area treated in the visit: its neighbour's, or everywhere's
      AND (TG_OP = 'DELETE' OR t."area_id" = of_area)
      AND rest."until" > upper(t."during")
      AND NOT EXISTS (
        SELECT 1 FROM "rest_claim" r
        WHERE r."clinic_id" = t."clinic_id" AND r."appointment_id" = t."appointment_id" AND r."area_id" = reached."area_id" AND r."kind" = 'rest'
          AND lower(r."during") <= upper(t."during")
          -- a midnight that comes twice is the earlier one for the calendar and the later one here
          AND upper(r."during") >= rest."until" - CASE rule."unit" WHEN 'days' THEN INTERVAL '1 hour' ELSE INTERVAL '0' END)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF002', MESSAGE = 'a treatment cannot be without the rest that the clinic''s rule sets';
  END IF;
  RETURN NULL;
END $$;
