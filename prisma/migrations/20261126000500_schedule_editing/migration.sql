-- Hours, absences, holidays and rooms out of use are kept by the owner and the desk, and by practitioners their own.

GRANT INSERT, DELETE ON "working_hours", "schedule_exception" TO "filiform_app";
GRANT UPDATE ("rule", "rdates", "exdates", "start_minute", "end_minute", "valid_from", "valid_until", "version") ON "working_hours" TO "filiform_app";
GRANT UPDATE ("location_id", "starts_at", "ends_at", "reason", "version") ON "schedule_exception" TO "filiform_app";
CREATE INDEX "working_hours_clinic_id_practitioner_id_idx" ON "working_hours"("clinic_id", "practitioner_id");

-- Who only passed a procedure's gate by mistake stands before this one.
CREATE FUNCTION "app_keeps_hours_of"("of_practitioner" UUID) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('app.keeps_hours_of', true), '') IN ('everybody', "of_practitioner"::text) $$;
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['working_hours', 'schedule_exception'] LOOP
    EXECUTE format($p$CREATE POLICY "keeper_adds" ON %I AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK (app_keeps_hours_of("practitioner_id"))$p$, t);
    EXECUTE format($p$CREATE POLICY "keeper_changes" ON %I AS RESTRICTIVE FOR UPDATE TO "filiform_app" USING (app_keeps_hours_of("practitioner_id"))$p$, t);
    EXECUTE format($p$CREATE POLICY "keeper_removes" ON %I AS RESTRICTIVE FOR DELETE TO "filiform_app" USING (app_keeps_hours_of("practitioner_id"))$p$, t);
  END LOOP;
END $$;

-- A visit is decided by hours that are read before anything is locked. The clinic counts the changes of its hours; a visit
-- that was decided by earlier ones is decided again. Whoever closes has locked what is closed against new claims.
ALTER TABLE "clinic" ADD COLUMN "schedule_version" INTEGER NOT NULL DEFAULT 1;
CREATE FUNCTION "schedule_has_changed"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE "clinic" SET "schedule_version" = "schedule_version" + 1 WHERE "id" = coalesce(NEW."clinic_id", OLD."clinic_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "schedule_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "working_hours" FOR EACH ROW EXECUTE FUNCTION "schedule_has_changed"();
CREATE TRIGGER "schedule_has_changed" AFTER INSERT OR UPDATE OR DELETE ON "schedule_exception" FOR EACH ROW EXECUTE FUNCTION "schedule_has_changed"();

CREATE FUNCTION "decided_by_hours_that_hold"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE seen TEXT := nullif(current_setting('app.schedule_seen', true), '');
BEGIN
  IF seen IS NOT NULL AND seen <> (SELECT "schedule_version"::text FROM "clinic" WHERE "id" = NEW."clinic_id") THEN
    RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'the hours have changed since this visit was decided';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "decided_by_hours_that_hold" AFTER INSERT ON "appointment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "decided_by_hours_that_hold"();
CREATE CONSTRAINT TRIGGER "moved_by_hours_that_hold" AFTER UPDATE OF "starts_at", "ends_at", "practitioner_id", "place_id" ON "appointment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD."starts_at" <> NEW."starts_at" OR OLD."ends_at" <> NEW."ends_at" OR OLD."practitioner_id" <> NEW."practitioner_id" OR OLD."place_id" <> NEW."place_id")
  EXECUTE FUNCTION "decided_by_hours_that_hold"();
REVOKE EXECUTE ON FUNCTION "schedule_has_changed"() FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION "decided_by_hours_that_hold"() FROM PUBLIC;
