-- How many visits of a service each local day has. A patient's pages see only their own visits, so the count is made with
-- the owner's rights: numbers of the own clinic and nothing else, of one patient only for those who may see them.
CREATE FUNCTION "visits_of_service"("of_service" UUID, "about_patient" UUID, "without" UUID, "from_at" TIMESTAMPTZ, "to_at" TIMESTAMPTZ, "zone" TEXT)
RETURNS TABLE ("on_day" DATE, "visits" INTEGER, "of_patient" INTEGER)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT (o."starts_at" AT TIME ZONE "zone")::date, count(*)::int,
    (count(*) FILTER (WHERE o."patient_id" = "about_patient" AND (app_is_staff() OR o."patient_id" = ANY (app_patient_ids()))))::int
  FROM "appointment" o
  WHERE o."clinic_id" = nullif(current_setting('app.clinic_id', true), '')::uuid AND o."service_id" = "of_service"
    AND o."id" IS DISTINCT FROM "without" AND o."starts_at" >= "from_at" AND o."starts_at" < "to_at"
    AND o."status" IN ('proposed', 'booked', 'arrived', 'checked-in', 'fulfilled')
  GROUP BY 1
$$;
REVOKE EXECUTE ON FUNCTION "visits_of_service"(UUID, UUID, UUID, TIMESTAMPTZ, TIMESTAMPTZ, TEXT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "visits_of_service"(UUID, UUID, UUID, TIMESTAMPTZ, TIMESTAMPTZ, TEXT) TO "filiform_app";

-- A visit is planned as its patient needs it, with the devices that its service needs, whatever path planned it: asked when
-- it is written, moved or given to somebody else. A need that is recorded later asks nothing of what stands; people do.
CREATE FUNCTION "visit_meets_needs"("of_clinic" UUID, "of_appointment" UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "appointment" a JOIN "patient_need" n ON n."clinic_id" = a."clinic_id" AND n."patient_id" = a."patient_id" AND n."ended_at" IS NULL
    WHERE a."clinic_id" = "of_clinic" AND a."id" = "of_appointment" AND a."status" IN ('proposed', 'booked', 'arrived', 'checked-in')
      AND CASE n."kind"
        WHEN 'woman-practitioner' THEN NOT EXISTS (SELECT 1 FROM "practitioner" p
          WHERE p."clinic_id" = a."clinic_id" AND p."id" = a."practitioner_id" AND p."gender" = 'female')
        WHEN 'not-practitioner' THEN n."practitioner_id" = a."practitioner_id"
        WHEN 'accessible-room' THEN NOT EXISTS (SELECT 1 FROM "place" p JOIN "room" r ON r."clinic_id" = p."clinic_id" AND r."id" = p."room_id"
          WHERE p."clinic_id" = a."clinic_id" AND p."id" = a."place_id" AND r."accessible")
        WHEN 'chaperone' THEN NOT EXISTS (SELECT 1 FROM "appointment_participant" p
          JOIN "attendant" t ON t."clinic_id" = p."clinic_id" AND t."id" = p."resource_id" AND t."kind" = 'chaperone'
          WHERE p."clinic_id" = a."clinic_id" AND p."appointment_id" = a."id")
        WHEN 'interpreter' THEN NOT EXISTS (SELECT 1 FROM "appointment_participant" p
          JOIN "attendant" t ON t."clinic_id" = p."clinic_id" AND t."id" = p."resource_id" AND t."kind" = 'interpreter'
          CROSS JOIN LATERAL unnest(t."languages") AS spoken (tag)
          WHERE p."clinic_id" = a."clinic_id" AND p."appointment_id" = a."id"
            AND (lower(spoken.tag) || '-' LIKE lower(n."language") || '-%' OR lower(n."language") || '-' LIKE lower(spoken.tag) || '-%'))
        ELSE false
      END
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF010', MESSAGE = 'a visit must be what its patient needs';
  END IF;
  IF EXISTS (
    SELECT 1 FROM "appointment" a JOIN "healthcare_service" s ON s."clinic_id" = a."clinic_id" AND s."id" = a."service_id"
    CROSS JOIN LATERAL unnest(s."device_kinds") AS needed ("kind")
    WHERE a."clinic_id" = "of_clinic" AND a."id" = "of_appointment" AND a."status" IN ('proposed', 'booked', 'arrived', 'checked-in')
      AND NOT EXISTS (SELECT 1 FROM "appointment_participant" p
        JOIN "device" d ON d."clinic_id" = p."clinic_id" AND d."id" = p."resource_id" AND d."kind" = needed."kind"
        WHERE p."clinic_id" = a."clinic_id" AND p."appointment_id" = a."id")
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF010', MESSAGE = 'a visit must have the devices that its service needs';
  END IF;
END $$;
CREATE FUNCTION "visit_meets_needs_check"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_TABLE_NAME = 'appointment' THEN PERFORM visit_meets_needs(NEW."clinic_id", NEW."id");
  ELSE PERFORM visit_meets_needs(OLD."clinic_id", OLD."appointment_id");
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "visit_meets_needs"(UUID, UUID) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION "visit_meets_needs_check"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "visit_meets_needs" AFTER INSERT ON "appointment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "visit_meets_needs_check"();
CREATE CONSTRAINT TRIGGER "visit_still_meets_needs" AFTER UPDATE OF "starts_at", "practitioner_id", "place_id", "patient_id", "service_id" ON "appointment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD."starts_at" <> NEW."starts_at" OR OLD."practitioner_id" <> NEW."practitioner_id" OR OLD."place_id" <> NEW."place_id"
    OR OLD."patient_id" <> NEW."patient_id" OR OLD."service_id" <> NEW."service_id")
  EXECUTE FUNCTION "visit_meets_needs_check"();
CREATE CONSTRAINT TRIGGER "participant_stays" AFTER DELETE ON "appointment_participant"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "visit_meets_needs_check"();
