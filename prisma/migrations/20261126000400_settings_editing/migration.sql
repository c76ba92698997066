-- How the clinic is set up is edited by its owner: what was only read gets its versions, what is given up stays for the
-- sake of its past, and the walls learn who owns the clinic.

ALTER TABLE "practitioner" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "credential" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "room" ADD COLUMN "active" BOOLEAN NOT NULL DEFAULT true, ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "place" ADD COLUMN "active" BOOLEAN NOT NULL DEFAULT true;

ALTER TABLE "practitioner" ADD CHECK (length(btrim("name")) > 0 AND length(btrim("initials")) > 0 AND length(btrim("profession")) > 0);
ALTER TABLE "credential" ADD CHECK ("valid_until" >= "valid_from" AND length(btrim("jurisdiction")) > 0);
ALTER TABLE "room" ADD CHECK (length(btrim("name")) > 0);
ALTER TABLE "place" ADD CHECK (length(btrim("label")) > 0);
ALTER TABLE "healthcare_service" ADD CHECK ("min_notice_minutes" >= 0 AND "max_ahead_days" >= 1);
-- A visit of it could not be booked, or would never end.
ALTER TABLE "healthcare_service" ADD CONSTRAINT "healthcare_service_segments" CHECK (
  jsonb_path_exists("segments", '$[*] ? (@.kind == "hands-on")')
  AND NOT jsonb_path_exists("segments", '$[*] ? (!(@.kind == "hands-on" || @.kind == "resting" || @.kind == "removal") || !(@.minutes >= 1 && @.minutes <= 720))'));

-- Some need nothing but time.
ALTER TABLE "patient_need" DROP CONSTRAINT "patient_need_kind_check";
ALTER TABLE "patient_need" ADD CONSTRAINT "patient_need_kind_check"
  CHECK ("kind" IN ('woman-practitioner', 'chaperone', 'interpreter', 'accessible-room', 'not-practitioner', 'more-time'));
ALTER TABLE "patient_need" ADD CHECK ("kind" <> 'more-time' OR "extra_minutes" > 0);

-- Row by row and column by column: nothing is deleted, no row changes its clinic or what it belongs to.
GRANT INSERT ON "healthcare_service", "service_practitioner", "practitioner", "credential", "room", "place", "device", "attendant", "patient_need" TO "filiform_app";
GRANT DELETE ON "service_practitioner" TO "filiform_app";
GRANT UPDATE ("name", "description", "technique", "segments", "buffer_before_minutes", "buffer_after_minutes", "room_kind", "device_kinds",
  "bookable_online", "by_request", "min_notice_minutes", "max_ahead_days", "max_per_day", "max_per_patient_per_day", "late_cancel_minutes",
  "active", "version") ON "healthcare_service" TO "filiform_app";
GRANT UPDATE ("name", "initials", "profession", "gender", "bookable_online", "active", "version") ON "practitioner" TO "filiform_app";
GRANT UPDATE ("profession", "jurisdiction", "number", "techniques", "valid_from", "valid_until", "source", "version") ON "credential" TO "filiform_app";
GRANT UPDATE ("name", "kind", "accessible", "active", "version") ON "room" TO "filiform_app";
GRANT UPDATE ("label", "active") ON "place" TO "filiform_app";
GRANT UPDATE ("name", "kind", "active", "version") ON "device" TO "filiform_app";
GRANT UPDATE ("name", "kind", "languages", "active", "version") ON "attendant" TO "filiform_app";
GRANT UPDATE ("ended_at", "version") ON "patient_need" TO "filiform_app";

-- Who only passed a procedure's gate by mistake stands before this one.
CREATE FUNCTION "app_owns"() RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('app.owns', true), '') = 'on' $$;
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['healthcare_service', 'service_practitioner', 'practitioner', 'credential', 'room', 'place', 'device', 'attendant'] LOOP
    EXECUTE format($p$CREATE POLICY "owner_adds" ON %I AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK ((SELECT app_owns()))$p$, t);
    EXECUTE format($p$CREATE POLICY "owner_changes" ON %I AS RESTRICTIVE FOR UPDATE TO "filiform_app" USING ((SELECT app_owns()))$p$, t);
    EXECUTE format($p$CREATE POLICY "owner_removes" ON %I AS RESTRICTIVE FOR DELETE TO "filiform_app" USING ((SELECT app_owns()))$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['healthcare_service', 'service_practitioner', 'practitioner', 'credential', 'room', 'place', 'device', 'attendant', 'patient_need'] LOOP
    EXECUTE format($p$CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "tell_screens"()$p$, t);
  END LOOP;
END $$;
