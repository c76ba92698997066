-- One clock for triggers and defaults. Tests may shift it; a production process refuses to start while it is shifted.
CREATE TABLE "app_clock" (
  "only_row" BOOLEAN PRIMARY KEY DEFAULT true CHECK ("only_row"),
  "shift" INTERVAL NOT NULL DEFAULT '0'
);
INSERT INTO "app_clock" DEFAULT VALUES;

CREATE FUNCTION "app_now"() RETURNS TIMESTAMPTZ
LANGUAGE sql STABLE AS $$ SELECT now() + (SELECT "shift" FROM "app_clock") $$;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "appointment" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "place_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "promised_wall_time" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "technique" TEXT,
    "segments" JSONB NOT NULL,
    "buffer_before_minutes" INTEGER NOT NULL,
    "buffer_after_minutes" INTEGER NOT NULL,
    "areas_undecided" BOOLEAN NOT NULL,
    "comment" TEXT,
    "source" TEXT NOT NULL,
    "arrived_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "appointment_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "appointment_area" (
    "clinic_id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "area_id" TEXT NOT NULL,

    CONSTRAINT "appointment_area_pkey" PRIMARY KEY ("clinic_id","appointment_id","area_id")
);

-- CreateTable
CREATE TABLE "cancellation" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "cancellation_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "override" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID NOT NULL,
    "breaks" TEXT[],
    "reason" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "broke" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "override_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "deviation" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "encounter_id" UUID,
    "appointment_id" UUID,
    "lot_id" UUID,
    "by_identity_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "deviation_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "claim" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "resource_id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "during" tstzrange NOT NULL,
    "waived" BOOLEAN NOT NULL,
    "override_id" UUID,
    "deviation_id" UUID,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "rest_claim" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "area_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "during" tstzrange NOT NULL,
    "appointment_id" UUID NOT NULL,
    "rule_id" UUID,
    "waived" BOOLEAN NOT NULL,
    "override_id" UUID,
    "deviation_id" UUID,

    CONSTRAINT "rest_claim_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "task" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "patient_id" UUID,
    "appointment_id" UUID,
    "encounter_id" UUID,
    "practitioner_id" UUID,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "done_at" TIMESTAMPTZ(6),
    "done_by_identity_id" TEXT,

    CONSTRAINT "task_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "command_receipt" (
    "clinic_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "identity_id" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "answer" JSONB,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "command_receipt_pkey" PRIMARY KEY ("clinic_id","request_id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "actor_kind" TEXT NOT NULL,
    "identity_id" TEXT,
    "actor_name" TEXT,
    "action" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "patient_id" UUID,
    "request_id" UUID,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "body_area" (
    "clinic_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "parent_id" TEXT,
    "leaf" BOOLEAN NOT NULL,
    "view" TEXT NOT NULL,
    "risk_zones" TEXT[],
    "warn_max_length_mm" INTEGER,
    "plain_name" JSONB NOT NULL,
    "clinical_name" JSONB NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "body_area_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "body_area_neighbour" (
    "clinic_id" UUID NOT NULL,
    "area_id" TEXT NOT NULL,
    "neighbour_id" TEXT NOT NULL,

    CONSTRAINT "body_area_neighbour_pkey" PRIMARY KEY ("clinic_id","area_id","neighbour_id")
);

-- CreateTable
CREATE TABLE "recovery_rule" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "technique" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "tolerance_minutes" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "recovery_rule_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "clinic" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "emergency_phone" TEXT NOT NULL,
    "message_hours" JSONB NOT NULL,
    "policy_status" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "clinic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "phone" TEXT NOT NULL,

    CONSTRAINT "location_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "room" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "location_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "room_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "resource" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,

    CONSTRAINT "resource_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "place" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "place_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "aftercare_plan" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "approved_by" TEXT,
    "source" TEXT NOT NULL,

    CONSTRAINT "aftercare_plan_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "aftercare_step" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "plan_id" UUID NOT NULL,
    "technique" TEXT,
    "only_risk_zones" TEXT[],
    "offset_minutes" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "template_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "aftercare_step_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "communication" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "status_reason" TEXT,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "basis" TEXT NOT NULL,
    "areas" TEXT[],
    "chest_warning" BOOLEAN NOT NULL,
    "sending_since" TIMESTAMPTZ(6),
    "sent_at" TIMESTAMPTZ(6),
    "message_id" TEXT,
    "requested_by_identity_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "communication_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "encounter" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "needles_in_at" TIMESTAMPTZ(6),
    "needles_out_at" TIMESTAMPTZ(6),
    "completed_at" TIMESTAMPTZ(6),
    "completed_by_identity_id" TEXT,
    "version" INTEGER NOT NULL,

    CONSTRAINT "encounter_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "screening_answer" (
    "clinic_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "question_id" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "answered_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "screening_answer_pkey" PRIMARY KEY ("clinic_id","encounter_id","question_id")
);

-- CreateTable
CREATE TABLE "consent" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "encounter_id" UUID,
    "technique" TEXT NOT NULL,
    "risk_zones" TEXT[],
    "text_version" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "signed_name" TEXT NOT NULL,
    "signer_relation" TEXT NOT NULL,
    "signature" JSONB NOT NULL,
    "signed_at" TIMESTAMPTZ(6) NOT NULL,
    "taken_by_identity_id" TEXT,
    "withdrawn_at" TIMESTAMPTZ(6),

    CONSTRAINT "consent_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "clinical_note" (
    "clinic_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "version" INTEGER NOT NULL,

    CONSTRAINT "clinical_note_pkey" PRIMARY KEY ("clinic_id","encounter_id")
);

-- CreateTable
CREATE TABLE "procedure" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "area_id" TEXT NOT NULL,
    "technique" TEXT NOT NULL,
    "diameter_mm" DECIMAL(5,2) NOT NULL,
    "length_mm" DECIMAL(5,2) NOT NULL,
    "needles" INTEGER NOT NULL,
    "insertions" INTEGER NOT NULL,
    "retained" BOOLEAN NOT NULL,
    "lot_id" UUID NOT NULL,
    "comment" TEXT,
    "performed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "entered_in_error" BOOLEAN NOT NULL,

    CONSTRAINT "procedure_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "needle_count" (
    "clinic_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "inserted" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "fell_out_found" INTEGER NOT NULL,
    "broken" INTEGER NOT NULL,
    "left_in_place" INTEGER NOT NULL,
    "missing" INTEGER NOT NULL,
    "discarded_unused" INTEGER NOT NULL,
    "dropped_found" INTEGER NOT NULL,
    "dropped_not_found" INTEGER NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL,

    CONSTRAINT "needle_count_pkey" PRIMARY KEY ("clinic_id","encounter_id")
);

-- CreateTable
CREATE TABLE "incident" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "incident_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "consent_policy" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "text_version" TEXT NOT NULL,
    "valid_months" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,

    CONSTRAINT "consent_policy_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "healthcare_service" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "description" JSONB NOT NULL,
    "technique" TEXT,
    "segments" JSONB NOT NULL,
    "buffer_before_minutes" INTEGER NOT NULL,
    "buffer_after_minutes" INTEGER NOT NULL,
    "room_kind" TEXT NOT NULL,
    "bookable_online" BOOLEAN NOT NULL,
    "min_notice_minutes" INTEGER NOT NULL,
    "max_ahead_days" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL,

    CONSTRAINT "healthcare_service_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "service_practitioner" (
    "clinic_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "practitioner_id" UUID NOT NULL,

    CONSTRAINT "service_practitioner_pkey" PRIMARY KEY ("clinic_id","service_id","practitioner_id")
);

-- CreateTable
CREATE TABLE "needle_product" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "brand" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "diameter_mm" DECIMAL(5,2) NOT NULL,
    "length_mm" DECIMAL(5,2) NOT NULL,
    "units_per_box" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,

    CONSTRAINT "needle_product_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "product_identifier" (
    "clinic_id" UUID NOT NULL,
    "gtin14" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "product_identifier_pkey" PRIMARY KEY ("clinic_id","gtin14")
);

-- CreateTable
CREATE TABLE "lot" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "product_id" UUID NOT NULL,
    "lot_number" TEXT NOT NULL,
    "expiry_date" DATE NOT NULL,
    "status" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "lot_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "lot_stock" (
    "clinic_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "on_hand" INTEGER NOT NULL,

    CONSTRAINT "lot_stock_pkey" PRIMARY KEY ("clinic_id","lot_id")
);

-- CreateTable
CREATE TABLE "stock_entry" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "lot_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "lot_use_id" UUID,
    "deviation_id" UUID,
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "stock_entry_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "lot_scan" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "raw" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "lot_scan_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "lot_use" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "deviation_id" UUID,
    "by_identity_id" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(6) NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "lot_use_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "recall" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "reason" TEXT NOT NULL,
    "reference" TEXT,
    "by_identity_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "recall_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "recall_lot" (
    "clinic_id" UUID NOT NULL,
    "recall_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,

    CONSTRAINT "recall_lot_pkey" PRIMARY KEY ("clinic_id","recall_id","lot_id")
);

-- CreateTable
CREATE TABLE "patient" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "preferred_name" TEXT,
    "birth_date" DATE,
    "phone" TEXT,
    "email" TEXT,
    "locale" TEXT NOT NULL,
    "pronouns" TEXT,
    "needs" TEXT,
    "search_name" TEXT NOT NULL DEFAULT '',
    "aftercare_stopped" BOOLEAN NOT NULL,
    "merged_into_id" UUID,
    "erased_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "patient_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "patient_condition" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "note" TEXT,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "patient_condition_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "patient_access" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "identity_id" TEXT NOT NULL,
    "patient_id" UUID NOT NULL,
    "relation" TEXT NOT NULL,
    "proved_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "patient_access_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "practitioner" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "profession" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "bookable_online" BOOLEAN NOT NULL,

    CONSTRAINT "practitioner_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "credential" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "practitioner_id" UUID NOT NULL,
    "profession" TEXT NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "techniques" TEXT[],
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "source" TEXT NOT NULL,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "working_hours" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "practitioner_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "start_minute" INTEGER NOT NULL,
    "end_minute" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "working_hours_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "absence" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "practitioner_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateTable
CREATE TABLE "membership" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "identity_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "roles" TEXT[],
    "practitioner_id" UUID,
    "clinical_lead" BOOLEAN NOT NULL,
    "active" BOOLEAN NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("clinic_id","id")
);

-- CreateIndex
CREATE INDEX "appointment_clinic_id_starts_at_idx" ON "appointment"("clinic_id", "starts_at");

-- CreateIndex
CREATE INDEX "appointment_clinic_id_practitioner_id_starts_at_idx" ON "appointment"("clinic_id", "practitioner_id", "starts_at");

-- CreateIndex
CREATE INDEX "appointment_clinic_id_patient_id_starts_at_idx" ON "appointment"("clinic_id", "patient_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "cancellation_clinic_id_appointment_id_key" ON "cancellation"("clinic_id", "appointment_id");

-- CreateIndex
CREATE INDEX "claim_clinic_id_appointment_id_idx" ON "claim"("clinic_id", "appointment_id");

-- CreateIndex
CREATE INDEX "rest_claim_clinic_id_appointment_id_idx" ON "rest_claim"("clinic_id", "appointment_id");

-- CreateIndex
CREATE INDEX "task_clinic_id_status_created_at_idx" ON "task"("clinic_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_clinic_id_at_idx" ON "audit_event"("clinic_id", "at");

-- CreateIndex
CREATE INDEX "audit_event_clinic_id_patient_id_at_idx" ON "audit_event"("clinic_id", "patient_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "clinic_slug_key" ON "clinic"("slug");

-- CreateIndex
CREATE INDEX "communication_clinic_id_status_due_at_idx" ON "communication"("clinic_id", "status", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "communication_clinic_id_encounter_id_step_id_channel_attemp_key" ON "communication"("clinic_id", "encounter_id", "step_id", "channel", "attempt");

-- CreateIndex
CREATE INDEX "encounter_clinic_id_patient_id_started_at_idx" ON "encounter"("clinic_id", "patient_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "encounter_clinic_id_appointment_id_key" ON "encounter"("clinic_id", "appointment_id");

-- CreateIndex
CREATE INDEX "consent_clinic_id_patient_id_signed_at_idx" ON "consent"("clinic_id", "patient_id", "signed_at");

-- CreateIndex
CREATE INDEX "procedure_clinic_id_encounter_id_idx" ON "procedure"("clinic_id", "encounter_id");

-- CreateIndex
CREATE UNIQUE INDEX "healthcare_service_clinic_id_code_key" ON "healthcare_service"("clinic_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "lot_clinic_id_product_id_lot_number_key" ON "lot"("clinic_id", "product_id", "lot_number");

-- CreateIndex
CREATE INDEX "stock_entry_clinic_id_lot_id_at_idx" ON "stock_entry"("clinic_id", "lot_id", "at");

-- CreateIndex
CREATE INDEX "lot_scan_clinic_id_encounter_id_idx" ON "lot_scan"("clinic_id", "encounter_id");

-- CreateIndex
CREATE INDEX "lot_use_clinic_id_encounter_id_idx" ON "lot_use"("clinic_id", "encounter_id");

-- CreateIndex
CREATE INDEX "lot_use_clinic_id_lot_id_at_idx" ON "lot_use"("clinic_id", "lot_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "patient_access_clinic_id_identity_id_patient_id_key" ON "patient_access"("clinic_id", "identity_id", "patient_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_clinic_id_identity_id_key" ON "membership"("clinic_id", "identity_id");

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_clinic_id_location_id_fkey" FOREIGN KEY ("clinic_id", "location_id") REFERENCES "location"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_clinic_id_place_id_fkey" FOREIGN KEY ("clinic_id", "place_id") REFERENCES "place"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_clinic_id_service_id_fkey" FOREIGN KEY ("clinic_id", "service_id") REFERENCES "healthcare_service"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointment_area" ADD CONSTRAINT "appointment_area_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointment_area" ADD CONSTRAINT "appointment_area_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "appointment_area" ADD CONSTRAINT "appointment_area_clinic_id_area_id_fkey" FOREIGN KEY ("clinic_id", "area_id") REFERENCES "body_area"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cancellation" ADD CONSTRAINT "cancellation_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cancellation" ADD CONSTRAINT "cancellation_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "override" ADD CONSTRAINT "override_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "override" ADD CONSTRAINT "override_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deviation" ADD CONSTRAINT "deviation_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deviation" ADD CONSTRAINT "deviation_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deviation" ADD CONSTRAINT "deviation_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deviation" ADD CONSTRAINT "deviation_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id", "lot_id") REFERENCES "lot"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_clinic_id_resource_id_fkey" FOREIGN KEY ("clinic_id", "resource_id") REFERENCES "resource"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_clinic_id_override_id_fkey" FOREIGN KEY ("clinic_id", "override_id") REFERENCES "override"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_clinic_id_deviation_id_fkey" FOREIGN KEY ("clinic_id", "deviation_id") REFERENCES "deviation"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_clinic_id_area_id_fkey" FOREIGN KEY ("clinic_id", "area_id") REFERENCES "body_area"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_clinic_id_rule_id_fkey" FOREIGN KEY ("clinic_id", "rule_id") REFERENCES "recovery_rule"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_clinic_id_override_id_fkey" FOREIGN KEY ("clinic_id", "override_id") REFERENCES "override"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rest_claim" ADD CONSTRAINT "rest_claim_clinic_id_deviation_id_fkey" FOREIGN KEY ("clinic_id", "deviation_id") REFERENCES "deviation"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "command_receipt" ADD CONSTRAINT "command_receipt_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "body_area" ADD CONSTRAINT "body_area_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "body_area" ADD CONSTRAINT "body_area_clinic_id_parent_id_fkey" FOREIGN KEY ("clinic_id", "parent_id") REFERENCES "body_area"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "body_area_neighbour" ADD CONSTRAINT "body_area_neighbour_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "body_area_neighbour" ADD CONSTRAINT "body_area_neighbour_clinic_id_area_id_fkey" FOREIGN KEY ("clinic_id", "area_id") REFERENCES "body_area"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "body_area_neighbour" ADD CONSTRAINT "body_area_neighbour_clinic_id_neighbour_id_fkey" FOREIGN KEY ("clinic_id", "neighbour_id") REFERENCES "body_area"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recovery_rule" ADD CONSTRAINT "recovery_rule_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "location" ADD CONSTRAINT "location_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_clinic_id_location_id_fkey" FOREIGN KEY ("clinic_id", "location_id") REFERENCES "location"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "resource" ADD CONSTRAINT "resource_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_clinic_id_id_fkey" FOREIGN KEY ("clinic_id", "id") REFERENCES "resource"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_clinic_id_room_id_fkey" FOREIGN KEY ("clinic_id", "room_id") REFERENCES "room"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "aftercare_plan" ADD CONSTRAINT "aftercare_plan_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "aftercare_step" ADD CONSTRAINT "aftercare_step_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "aftercare_step" ADD CONSTRAINT "aftercare_step_clinic_id_plan_id_fkey" FOREIGN KEY ("clinic_id", "plan_id") REFERENCES "aftercare_plan"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "communication" ADD CONSTRAINT "communication_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "communication" ADD CONSTRAINT "communication_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "communication" ADD CONSTRAINT "communication_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "communication" ADD CONSTRAINT "communication_clinic_id_step_id_fkey" FOREIGN KEY ("clinic_id", "step_id") REFERENCES "aftercare_step"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "encounter" ADD CONSTRAINT "encounter_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "encounter" ADD CONSTRAINT "encounter_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "encounter" ADD CONSTRAINT "encounter_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "encounter" ADD CONSTRAINT "encounter_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "screening_answer" ADD CONSTRAINT "screening_answer_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "screening_answer" ADD CONSTRAINT "screening_answer_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "clinical_note" ADD CONSTRAINT "clinical_note_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "clinical_note" ADD CONSTRAINT "clinical_note_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_clinic_id_area_id_fkey" FOREIGN KEY ("clinic_id", "area_id") REFERENCES "body_area"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id", "lot_id") REFERENCES "lot"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "needle_count" ADD CONSTRAINT "needle_count_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "needle_count" ADD CONSTRAINT "needle_count_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consent_policy" ADD CONSTRAINT "consent_policy_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "healthcare_service" ADD CONSTRAINT "healthcare_service_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "service_practitioner" ADD CONSTRAINT "service_practitioner_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "service_practitioner" ADD CONSTRAINT "service_practitioner_clinic_id_service_id_fkey" FOREIGN KEY ("clinic_id", "service_id") REFERENCES "healthcare_service"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "service_practitioner" ADD CONSTRAINT "service_practitioner_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "needle_product" ADD CONSTRAINT "needle_product_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "product_identifier" ADD CONSTRAINT "product_identifier_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "product_identifier" ADD CONSTRAINT "product_identifier_clinic_id_product_id_fkey" FOREIGN KEY ("clinic_id", "product_id") REFERENCES "needle_product"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_clinic_id_product_id_fkey" FOREIGN KEY ("clinic_id", "product_id") REFERENCES "needle_product"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot_stock" ADD CONSTRAINT "lot_stock_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot_stock" ADD CONSTRAINT "lot_stock_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id", "lot_id") REFERENCES "lot"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id", "lot_id") REFERENCES "lot"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_clinic_id_lot_use_id_fkey" FOREIGN KEY ("clinic_id", "lot_use_id") REFERENCES "lot_use"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_clinic_id_deviation_id_fkey" FOREIGN KEY ("clinic_id", "deviation_id") REFERENCES "deviation"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot_scan" ADD CONSTRAINT "lot_scan_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot_scan" ADD CONSTRAINT "lot_scan_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot_scan" ADD CONSTRAINT "lot_scan_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id", "lot_id") REFERENCES "lot"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot_use" ADD CONSTRAINT "lot_use_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot_use" ADD CONSTRAINT "lot_use_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot_use" ADD CONSTRAINT "lot_use_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id", "lot_id") REFERENCES "lot"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "lot_use" ADD CONSTRAINT "lot_use_clinic_id_deviation_id_fkey" FOREIGN KEY ("clinic_id", "deviation_id") REFERENCES "deviation"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recall" ADD CONSTRAINT "recall_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recall_lot" ADD CONSTRAINT "recall_lot_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recall_lot" ADD CONSTRAINT "recall_lot_clinic_id_recall_id_fkey" FOREIGN KEY ("clinic_id", "recall_id") REFERENCES "recall"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recall_lot" ADD CONSTRAINT "recall_lot_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id", "lot_id") REFERENCES "lot"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient" ADD CONSTRAINT "patient_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient" ADD CONSTRAINT "patient_clinic_id_id_fkey" FOREIGN KEY ("clinic_id", "id") REFERENCES "resource"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient" ADD CONSTRAINT "patient_clinic_id_merged_into_id_fkey" FOREIGN KEY ("clinic_id", "merged_into_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient_condition" ADD CONSTRAINT "patient_condition_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient_condition" ADD CONSTRAINT "patient_condition_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient_access" ADD CONSTRAINT "patient_access_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "patient_access" ADD CONSTRAINT "patient_access_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "practitioner" ADD CONSTRAINT "practitioner_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "practitioner" ADD CONSTRAINT "practitioner_clinic_id_id_fkey" FOREIGN KEY ("clinic_id", "id") REFERENCES "resource"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_clinic_id_location_id_fkey" FOREIGN KEY ("clinic_id", "location_id") REFERENCES "location"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
