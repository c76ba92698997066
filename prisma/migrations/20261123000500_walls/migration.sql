-- P7: one clinic never sees another's row; no setting, no rows. The application's role owns nothing and passes every policy.

GRANT USAGE ON SCHEMA public TO "filiform_app", "filiform_auth";
GRANT SELECT ON "app_clock" TO "filiform_app", "filiform_auth";

DO $$
DECLARE t TEXT;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'clinic_id'
           WHERE n.nspname = 'public' AND c.relkind = 'r'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO "filiform_app"', t);
  END LOOP;
END $$;

ALTER TABLE "clinic" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "clinic" TO "filiform_app" USING ("id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
GRANT SELECT ON "clinic" TO "filiform_app";

-- A clinic's public page is found by its slug, before anybody is inside its walls: the id, and nothing else.
CREATE FUNCTION "clinic_of_slug"("of_slug" TEXT) RETURNS UUID
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT "id" FROM "clinic" WHERE "slug" = "of_slug" $$;

-- What nobody may rewrite through the application.
REVOKE UPDATE, DELETE ON "audit_event", "stock_entry", "override", "deviation", "incident", "lot_use", "lot_scan", "recall", "recall_lot", "cancellation" FROM "filiform_app";
REVOKE INSERT, UPDATE, DELETE ON "lot_stock" FROM "filiform_app";
REVOKE DELETE ON "appointment", "patient", "encounter", "lot", "communication", "resource", "consent", "procedure" FROM "filiform_app";
REVOKE UPDATE ON "claim", "rest_claim", "lot", "appointment_area", "consent", "communication" FROM "filiform_app";
GRANT UPDATE ("waived", "override_id", "deviation_id") ON "claim", "rest_claim" TO "filiform_app";
GRANT UPDATE ("status") ON "lot" TO "filiform_app";
GRANT UPDATE ("withdrawn_at") ON "consent" TO "filiform_app";
GRANT UPDATE ("status", "status_reason", "due_at", "areas", "chest_warning", "sending_since", "sent_at", "message_id") ON "communication" TO "filiform_app";

-- How the clinic is set up, what it may do and by which rules is read by every procedure and written by none.
REVOKE INSERT, UPDATE, DELETE ON "location", "room", "place", "practitioner", "credential", "working_hours", "membership",
  "healthcare_service", "service_practitioner", "body_area", "body_area_neighbour", "recovery_rule", "consent_policy",
  "aftercare_plan", "aftercare_step", "needle_product", "product_identifier" FROM "filiform_app";

-- Functions with the owner's rights are for triggers, not for callers; the one that is asked by name is the clinic's page.
DO $$
DECLARE f REGPROCEDURE;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION "clinic_of_slug"(TEXT) TO "filiform_app";

-- Behind the clinic's wall a patient reaches only the people they act for.
CREATE FUNCTION "app_is_staff"() RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('app.actor', true), '') IN ('staff', 'system') $$;
CREATE FUNCTION "app_patient_ids"() RETURNS UUID[] LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT CASE WHEN current_setting('app.actor', true) = 'patient'
       THEN string_to_array(nullif(current_setting('app.patient_ids', true), ''), ',')::uuid[] END $$;
CREATE FUNCTION "app_reads_clinical"() RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('app.actor', true), '') = 'system' OR coalesce(current_setting('app.reads_clinical', true), '') = 'on' $$;

CREATE POLICY "own_patients" ON "patient" AS RESTRICTIVE TO "filiform_app"
  USING ((SELECT app_is_staff()) OR "id" = ANY ((SELECT app_patient_ids())::uuid[]));
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['patient_condition', 'patient_access', 'appointment', 'rest_claim', 'encounter', 'consent', 'communication'] LOOP
    EXECUTE format($p$CREATE POLICY "own_patients" ON %I AS RESTRICTIVE TO "filiform_app"
      USING ((SELECT app_is_staff()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]))$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['appointment_area', 'cancellation'] LOOP
    EXECUTE format($p$CREATE POLICY "own_patients" ON %1$I AS RESTRICTIVE TO "filiform_app"
      USING ((SELECT app_is_staff()) OR EXISTS (SELECT 1 FROM "appointment" a WHERE a."clinic_id" = %1$I."clinic_id" AND a."id" = %1$I."appointment_id"))$p$, t);
  END LOOP;
  -- never a patient's: the stock book, recalls, tasks, decisions about rules, who works here
  FOREACH t IN ARRAY ARRAY['needle_product', 'product_identifier', 'lot', 'lot_stock', 'stock_entry', 'lot_scan', 'lot_use',
    'recall', 'recall_lot', 'task', 'override', 'deviation', 'membership'] LOOP
    EXECUTE format($p$CREATE POLICY "staff_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()))$p$, t);
  END LOOP;
  -- the clinical record is for those who treat
  FOREACH t IN ARRAY ARRAY['screening_answer', 'procedure', 'needle_count', 'incident', 'clinical_note', 'patient_condition'] LOOP
    EXECUTE format($p$CREATE POLICY "clinical_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()))$p$, t);
  END LOOP;
END $$;

-- The first answer to a request is for whoever asked: it may name what others may not see.
CREATE POLICY "own_requests" ON "command_receipt" AS RESTRICTIVE TO "filiform_app"
  USING ("identity_id" = (SELECT current_setting('app.identity_id', true)));

-- The audit trail is written by everyone and read by staff.
CREATE POLICY "staff_read" ON "audit_event" AS RESTRICTIVE FOR SELECT TO "filiform_app" USING ((SELECT app_is_staff()));

-- Sign-in finds out which clinics an identity belongs to, and nothing else.
GRANT SELECT ON "membership", "patient_access" TO "filiform_auth";
GRANT SELECT ("id", "slug", "name", "locale") ON "clinic" TO "filiform_auth";
CREATE POLICY "sign_in" ON "membership" FOR SELECT TO "filiform_auth" USING (true);
CREATE POLICY "sign_in" ON "patient_access" FOR SELECT TO "filiform_auth" USING (true);
CREATE POLICY "sign_in" ON "clinic" FOR SELECT TO "filiform_auth" USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON "worker_heartbeat" TO "filiform_app";
