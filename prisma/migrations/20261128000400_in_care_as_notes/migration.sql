-- What happened in a visit and what is known of a person's health are read by those in whose care they are, as notes are.

CREATE POLICY "in_care" ON "incident" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_cares_for_everybody()) OR app_reads_visit("encounter_id"));
CREATE POLICY "in_care" ON "needle_correction" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_cares_for_everybody()) OR app_reads_visit("encounter_id"));
-- the form is as open as the incident that it is about
CREATE POLICY "in_care" ON "incident_report" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_cares_for_everybody()) OR EXISTS (
    SELECT 1 FROM "incident" i WHERE i."clinic_id" = "incident_report"."clinic_id" AND i."id" = "incident_report"."incident_id"));
CREATE POLICY "in_care" ON "patient_condition" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_cares_for_everybody()) OR app_reads_record("patient_id"));
