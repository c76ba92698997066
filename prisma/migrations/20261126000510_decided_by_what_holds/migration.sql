-- What else a visit is decided by is counted like its hours: who gives which service and by which licence, what is in use,
-- and what the patient needs. A visit that was decided by what has changed since is decided again.
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['healthcare_service', 'service_practitioner', 'practitioner', 'credential', 'room', 'place', 'device', 'attendant', 'patient_need'] LOOP
    EXECUTE format($p$CREATE TRIGGER "schedule_has_changed" AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "schedule_has_changed"()$p$, t);
  END LOOP;
END $$;
