-- How many texts came in within a day decides how many are answered.
CREATE INDEX "incoming_text_clinic_id_received_at_idx" ON "incoming_text"("clinic_id", "received_at");
