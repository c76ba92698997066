-- The day asks of each of its visits whether it is on the list to be moved.
CREATE INDEX "task_to_move" ON "task" ("clinic_id", "appointment_id") WHERE "status" = 'open' AND "kind" = 'visit-to-move';
