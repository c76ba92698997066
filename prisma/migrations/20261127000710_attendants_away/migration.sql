-- Chaperones and interpreters are away from a first to a last day, or until further notice: then nobody is given them.
ALTER TABLE "attendant" ADD COLUMN "away_from" DATE, ADD COLUMN "away_until" DATE;
ALTER TABLE "attendant" ADD CONSTRAINT "attendant_away_in_order" CHECK ("away_until" IS NULL OR ("away_from" IS NOT NULL AND "away_until" >= "away_from"));
GRANT UPDATE ("away_from", "away_until") ON "attendant" TO "filiform_app";

-- Whoever decided by what held a moment ago decides again; visits that stood before stay, and are on the list.
CREATE FUNCTION "attendant_is_there"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "attendant" t JOIN "appointment" a ON a."clinic_id" = t."clinic_id" AND a."id" = NEW."appointment_id"
    WHERE t."clinic_id" = NEW."clinic_id" AND t."id" = NEW."resource_id" AND t."away_from" <= (a."ends_at" AT TIME ZONE a."time_zone")::date
      AND (t."away_until" IS NULL OR t."away_until" >= (a."starts_at" AT TIME ZONE a."time_zone")::date)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'whoever was to be there is away then', CONSTRAINT = 'attendant_is_there';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "attendant_is_there" AFTER INSERT ON "appointment_participant" FOR EACH ROW EXECUTE FUNCTION "attendant_is_there"();
REVOKE EXECUTE ON FUNCTION "attendant_is_there"() FROM PUBLIC;
