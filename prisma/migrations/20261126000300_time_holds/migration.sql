-- A time is kept for somebody while a form is filled in: claims like any other, with an end that is soon.

-- CreateTable
CREATE TABLE "time_hold" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "identity_id" TEXT NOT NULL,
    "patient_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "place_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "held_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "renewals" INTEGER NOT NULL,

    CONSTRAINT "time_hold_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "visit_draft" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "identity_id" TEXT NOT NULL,
    "patient_id" UUID,
    "service_id" UUID,
    "answers" JSONB NOT NULL,
    "parked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "visit_draft_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "time_hold_clinic_id_id_expires_at_key" ON "time_hold"("clinic_id", "id", "expires_at");
CREATE INDEX "time_hold_clinic_id_identity_id_idx" ON "time_hold"("clinic_id", "identity_id");
CREATE INDEX "visit_draft_clinic_id_identity_id_idx" ON "visit_draft"("clinic_id", "identity_id");

-- AddForeignKey
ALTER TABLE "time_hold" ADD CONSTRAINT "time_hold_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "time_hold" ADD CONSTRAINT "time_hold_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "time_hold" ADD CONSTRAINT "time_hold_clinic_id_service_id_fkey" FOREIGN KEY ("clinic_id", "service_id") REFERENCES "healthcare_service"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "time_hold" ADD CONSTRAINT "time_hold_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "time_hold" ADD CONSTRAINT "time_hold_clinic_id_place_id_fkey" FOREIGN KEY ("clinic_id", "place_id") REFERENCES "place"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "visit_draft" ADD CONSTRAINT "visit_draft_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "visit_draft" ADD CONSTRAINT "visit_draft_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "visit_draft" ADD CONSTRAINT "visit_draft_clinic_id_service_id_fkey" FOREIGN KEY ("clinic_id", "service_id") REFERENCES "healthcare_service"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "time_hold" ADD CONSTRAINT "time_hold_is_a_visit" CHECK ("ends_at" > "starts_at" AND "ends_at" - "starts_at" <= INTERVAL '16 hours');
-- nobody keeps a time from others for longer than a form takes, whatever path wrote it
ALTER TABLE "time_hold" ADD CONSTRAINT "time_hold_ends_soon"
  CHECK ("expires_at" > "held_at" AND "expires_at" <= "held_at" + INTERVAL '1 hour' AND "renewals" BETWEEN 0 AND 10);

-- P1 for held times: a claim is a visit's or a hold's, and a hold's carries its end, which the foreign key keeps the same.
ALTER TABLE "claim" ALTER COLUMN "appointment_id" DROP NOT NULL;
ALTER TABLE "claim" ADD COLUMN "hold_id" UUID, ADD COLUMN "held_until" TIMESTAMPTZ(6);
ALTER TABLE "claim" ADD CONSTRAINT "claim_clinic_id_hold_id_held_until_fkey" FOREIGN KEY ("clinic_id", "hold_id", "held_until")
  REFERENCES "time_hold"("clinic_id", "id", "expires_at") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "claim" ADD CONSTRAINT "claim_is_a_visits_or_a_holds"
  CHECK (num_nonnulls("appointment_id", "hold_id") = 1 AND ("hold_id" IS NULL) = ("held_until" IS NULL));
-- who keeps a time breaks no rule with it
ALTER TABLE "claim" ADD CONSTRAINT "claim_of_a_hold_is_plain" CHECK ("hold_id" IS NULL OR NOT "waived");
CREATE INDEX "claim_held_by" ON "claim" ("clinic_id", "hold_id") WHERE "hold_id" IS NOT NULL;
CREATE INDEX "claim_held" ON "claim" ("clinic_id", "resource_id") WHERE "hold_id" IS NOT NULL;

-- what a hold lets go concerns no visit
DROP TRIGGER "claim_stays" ON "claim";
CREATE CONSTRAINT TRIGGER "claim_stays" AFTER DELETE ON "claim" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD."appointment_id" IS NOT NULL) EXECUTE FUNCTION "appointment_holds_check"();

-- P7 for held times and parked drafts
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['time_hold', 'visit_draft'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO "filiform_app"', t);
  END LOOP;
END $$;
GRANT UPDATE ("held_at", "expires_at", "renewals") ON "time_hold" TO "filiform_app";
GRANT UPDATE ("patient_id", "service_id", "answers", "parked_at") ON "visit_draft" TO "filiform_app";

CREATE POLICY "own_patients" ON "time_hold" AS RESTRICTIVE TO "filiform_app"
  USING ((SELECT app_is_staff()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]));
-- the clinic sees what is held; only who holds it uses, prolongs or releases it, and what has run out anybody here clears away
CREATE POLICY "own_holds_seen" ON "time_hold" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_is_staff()) OR "identity_id" = (SELECT current_setting('app.identity_id', true)));
CREATE POLICY "own_holds_made" ON "time_hold" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("identity_id" = (SELECT current_setting('app.identity_id', true)));
CREATE POLICY "own_holds_changed" ON "time_hold" AS RESTRICTIVE FOR UPDATE TO "filiform_app"
  USING ("identity_id" = (SELECT current_setting('app.identity_id', true)));
CREATE POLICY "own_holds_released" ON "time_hold" AS RESTRICTIVE FOR DELETE TO "filiform_app"
  USING ("identity_id" = (SELECT current_setting('app.identity_id', true)) OR "expires_at" <= app_now());
CREATE POLICY "own_holds_claim" ON "claim" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("hold_id" IS NULL OR EXISTS (SELECT 1 FROM "time_hold" h WHERE h."clinic_id" = "claim"."clinic_id" AND h."id" = "claim"."hold_id"
    AND h."identity_id" = (SELECT current_setting('app.identity_id', true))));
-- the few seconds are for two clocks that differ
CREATE POLICY "own_holds_let_go" ON "claim" AS RESTRICTIVE FOR DELETE TO "filiform_app"
  USING ("hold_id" IS NULL OR "held_until" <= app_now() + INTERVAL '10 seconds' OR EXISTS (
    SELECT 1 FROM "time_hold" h WHERE h."clinic_id" = "claim"."clinic_id" AND h."id" = "claim"."hold_id"
      AND h."identity_id" = (SELECT current_setting('app.identity_id', true))));
-- a draft is its writer's alone
CREATE POLICY "own_drafts" ON "visit_draft" AS RESTRICTIVE TO "filiform_app"
  USING ((SELECT app_is_staff()) AND ("identity_id" = (SELECT current_setting('app.identity_id', true)) OR current_setting('app.actor', true) = 'system'));

CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "time_hold" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

-- Called off too late to be given to somebody else: said when it was, and ever after.
ALTER TABLE "cancellation" ADD COLUMN "late" BOOLEAN NOT NULL DEFAULT false,
-- the clinic could not give what was asked for
  ADD COLUMN "declined" BOOLEAN NOT NULL DEFAULT false;

-- Whether the desk may break overlap, hours and notice, with a reason: off unless the clinic says otherwise.
ALTER TABLE "clinic" ADD COLUMN "desk_may_override" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "appointment" DROP CONSTRAINT "appointment_source_check";
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_source_check" CHECK ("source" IN ('desk', 'practitioner', 'portal', 'walk-in', 'seed'));
