-- What waits for an answer of the clinic is found at once, however many visits there have been.
CREATE INDEX "appointment_requested" ON "appointment" ("clinic_id", "id") WHERE "status" = 'proposed';
