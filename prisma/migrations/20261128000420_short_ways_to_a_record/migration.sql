-- Whether a record is open to somebody is asked last, of the few rows that are left: asking it costs a look into their visits.
ALTER FUNCTION "app_reads_record"(UUID) COST 5000;
ALTER FUNCTION "app_reads_visit"(UUID) COST 5000;

-- What happened to these people, and what is known of their health, without reading everybody's.
CREATE INDEX "incident_clinic_id_encounter_id_at_idx" ON "incident"("clinic_id", "encounter_id", "at");
CREATE INDEX "patient_condition_clinic_id_patient_id_idx" ON "patient_condition"("clinic_id", "patient_id");
