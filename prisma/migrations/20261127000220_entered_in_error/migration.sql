-- Z6: a row or a whole visit that was entered in error stays in the trail with its reason, and what it did is taken back.
CREATE TABLE "error_entry" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID,
    "procedure_id" UUID,
    "reason" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "error_entry_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "error_entry_clinic_id_appointment_id_key" ON "error_entry"("clinic_id", "appointment_id");
CREATE UNIQUE INDEX "error_entry_clinic_id_procedure_id_key" ON "error_entry"("clinic_id", "procedure_id");
ALTER TABLE "error_entry" ADD CONSTRAINT "error_entry_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "error_entry" ADD CONSTRAINT "error_entry_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "error_entry" ADD CONSTRAINT "error_entry_clinic_id_procedure_id_fkey" FOREIGN KEY ("clinic_id", "procedure_id") REFERENCES "procedure"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "error_entry" ADD CONSTRAINT "error_entry_is_about_one_thing" CHECK (num_nonnulls("appointment_id", "procedure_id") = 1);
ALTER TABLE "error_entry" ADD CONSTRAINT "error_entry_has_a_reason" CHECK (length(btrim("reason")) > 0);
ALTER TABLE "error_entry" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "error_entry" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "clinical_only" ON "error_entry" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()));
GRANT SELECT, INSERT ON "error_entry" TO "filiform_app";
-- P8
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "error_entry" FOR EACH ROW EXECUTE FUNCTION "only_added"();

-- P4: what was written down as used and was not goes back into the book by a use of its own, the other way round.
ALTER TABLE "lot_use" ADD COLUMN "reverses_id" UUID;
ALTER TABLE "lot_use" ADD CONSTRAINT "lot_use_clinic_id_reverses_id_fkey" FOREIGN KEY ("clinic_id", "reverses_id") REFERENCES "lot_use"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "lot_use_clinic_id_reverses_id_idx" ON "lot_use"("clinic_id", "reverses_id");
ALTER TABLE "lot_use" DROP CONSTRAINT "lot_use_quantity_check";
ALTER TABLE "lot_use" ADD CONSTRAINT "lot_use_quantity" CHECK (
  ("reverses_id" IS NULL AND "quantity" BETWEEN 1 AND 200) OR ("reverses_id" IS NOT NULL AND "quantity" BETWEEN -200 AND -1));
ALTER TABLE "stock_entry" DROP CONSTRAINT "stock_entry_check";
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_kind" CHECK (
  "quantity" <> 0 AND "kind" IN ('received', 'used', 'reversed', 'discrepancy', 'counted', 'discarded'));
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_reversed" CHECK (
  "kind" <> 'reversed' OR ("lot_use_id" IS NOT NULL AND "quantity" > 0));
CREATE UNIQUE INDEX "stock_entry_one_per_reversal" ON "stock_entry" ("clinic_id", "lot_use_id") WHERE "kind" = 'reversed';

CREATE OR REPLACE FUNCTION "lot_use_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; have INTEGER; reason TEXT; u "lot_use";
BEGIN
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  IF NEW."reverses_id" IS NOT NULL THEN
    SELECT * INTO u FROM "lot_use" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."reverses_id";
    IF NOT FOUND OR u."reverses_id" IS NOT NULL OR u."lot_id" <> NEW."lot_id" OR u."encounter_id" <> NEW."encounter_id"
      OR u."quantity" + NEW."quantity" + (SELECT coalesce(sum(r."quantity"), 0) FROM "lot_use" r
        WHERE r."clinic_id" = NEW."clinic_id" AND r."reverses_id" = NEW."reverses_id") < 0 THEN
      RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'no more is taken back than was used', CONSTRAINT = 'lot_use_reverses_itself';
    END IF;
    RETURN NEW;
  END IF;
  reason := lot_refusal(l, NEW."used_at");
  SELECT s."on_hand" INTO have FROM "lot_stock" s WHERE s."clinic_id" = NEW."clinic_id" AND s."lot_id" = NEW."lot_id";
  IF reason IS NULL AND coalesce(have, 0) < NEW."quantity" THEN reason := 'not-enough'; END IF;
  IF reason IS NOT NULL AND NEW."deviation_id" IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'a recorded use of this lot needs a deviation', DETAIL = reason;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "lot_use_into_ledger"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE have INTEGER; u "lot_use"; surplus INTEGER; back INTEGER;
BEGIN
  IF NEW."reverses_id" IS NOT NULL THEN
    INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "lot_use_id", "by_identity_id")
    VALUES (NEW."clinic_id", NEW."lot_id", 'reversed', -NEW."quantity", NEW."id", NEW."by_identity_id");
    -- needles that the book was short of were added for this use, and go with it
    SELECT * INTO u FROM "lot_use" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."reverses_id";
    SELECT coalesce(sum("quantity"), 0) INTO surplus FROM "stock_entry"
      WHERE "clinic_id" = NEW."clinic_id" AND "lot_id" = NEW."lot_id" AND "kind" = 'discrepancy' AND "deviation_id" = u."deviation_id";
    back := least(surplus, -NEW."quantity");
    IF back > 0 THEN
      INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "deviation_id", "by_identity_id")
      VALUES (NEW."clinic_id", NEW."lot_id", 'discrepancy', -back, u."deviation_id", NEW."by_identity_id");
    END IF;
    RETURN NULL;
  END IF;
  SELECT s."on_hand" INTO have FROM "lot_stock" s WHERE s."clinic_id" = NEW."clinic_id" AND s."lot_id" = NEW."lot_id";
  IF coalesce(have, 0) < NEW."quantity" THEN
    INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "deviation_id", "by_identity_id")
    VALUES (NEW."clinic_id", NEW."lot_id", 'discrepancy', NEW."quantity" - coalesce(have, 0), NEW."deviation_id", NEW."by_identity_id");
  END IF;
  INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "lot_use_id", "deviation_id", "by_identity_id")
  VALUES (NEW."clinic_id", NEW."lot_id", 'used', -NEW."quantity", NEW."id", NEW."deviation_id", NEW."by_identity_id");
  RETURN NULL;
END $$;

-- P5: needles are opened while a record is open; they are taken back then, too, or when the whole visit was an error.
CREATE FUNCTION "lot_use_record_is_open"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE status TEXT;
BEGIN
  SELECT e."status" INTO status FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id" FOR SHARE;
  IF status = 'in-progress' OR (NEW."reverses_id" IS NOT NULL AND status = 'entered-in-error') THEN RETURN NEW; END IF;
  RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'a completed record does not change';
END $$;
REVOKE EXECUTE ON FUNCTION "lot_use_record_is_open"() FROM PUBLIC;
DROP TRIGGER "record_is_open" ON "lot_use";
CREATE TRIGGER "record_is_open" BEFORE UPDATE OR DELETE ON "lot_use" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE TRIGGER "record_is_open_to_uses" BEFORE INSERT ON "lot_use" FOR EACH ROW EXECUTE FUNCTION "lot_use_record_is_open"();

-- What went into an area stays as it was written down; it can only be said, with a reason and once, that it was an error.
CREATE FUNCTION "procedure_stays"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'what was written down of a needling does not change';
END $$;
CREATE TRIGGER "procedure_stays" BEFORE UPDATE ON "procedure" FOR EACH ROW
  WHEN ((to_jsonb(NEW) - 'entered_in_error') <> (to_jsonb(OLD) - 'entered_in_error')) EXECUTE FUNCTION "procedure_stays"();
CREATE FUNCTION "procedure_was_an_error"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE because "error_entry"; use_id UUID;
BEGIN
  IF OLD."entered_in_error" THEN
    RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'what was entered in error stays so';
  END IF;
  SELECT * INTO because FROM "error_entry" x WHERE x."clinic_id" = NEW."clinic_id" AND x."procedure_id" = NEW."id";
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'an error has a reason', CONSTRAINT = 'error_has_a_reason';
  END IF;
  use_id := coalesce(NEW."lot_use_id", (
    SELECT u."id" FROM "lot_use" u WHERE u."clinic_id" = NEW."clinic_id" AND u."encounter_id" = NEW."encounter_id" AND u."lot_id" = NEW."lot_id"
      AND u."reverses_id" IS NULL AND u."quantity" + (SELECT coalesce(sum(r."quantity"), 0) FROM "lot_use" r
        WHERE r."clinic_id" = u."clinic_id" AND r."reverses_id" = u."id") >= NEW."needles"
    ORDER BY u."at", u."id" LIMIT 1));
  IF use_id IS NOT NULL THEN
    INSERT INTO "lot_use" ("clinic_id", "encounter_id", "lot_id", "quantity", "reverses_id", "by_identity_id", "used_at")
    VALUES (NEW."clinic_id", NEW."encounter_id", NEW."lot_id", -NEW."needles", use_id, because."by_identity_id", app_now());
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "procedure_was_an_error"() FROM PUBLIC;
CREATE TRIGGER "procedure_was_an_error" AFTER UPDATE OF "entered_in_error" ON "procedure" FOR EACH ROW
  WHEN (NEW."entered_in_error" OR OLD."entered_in_error") EXECUTE FUNCTION "procedure_was_an_error"();

-- A whole visit that was an error takes back its stock and its messages, whichever path said so. Rest goes with the appointment.
CREATE FUNCTION "encounter_was_an_error"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE because "error_entry";
BEGIN
  SELECT * INTO because FROM "error_entry" x WHERE x."clinic_id" = NEW."clinic_id" AND x."appointment_id" = NEW."appointment_id";
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'an error has a reason', CONSTRAINT = 'error_has_a_reason';
  END IF;
  INSERT INTO "lot_use" ("clinic_id", "encounter_id", "lot_id", "quantity", "reverses_id", "by_identity_id", "used_at")
  SELECT u."clinic_id", u."encounter_id", u."lot_id", -left_over."needles", u."id", because."by_identity_id", app_now()
  FROM "lot_use" u CROSS JOIN LATERAL (
    SELECT u."quantity" + coalesce(sum(r."quantity"), 0) AS "needles" FROM "lot_use" r
    WHERE r."clinic_id" = u."clinic_id" AND r."reverses_id" = u."id") left_over
  WHERE u."clinic_id" = NEW."clinic_id" AND u."encounter_id" = NEW."id" AND u."reverses_id" IS NULL AND left_over."needles" > 0
  ORDER BY u."lot_id", u."id";
  UPDATE "communication" SET "status" = 'withheld', "status_reason" = 'entered-in-error'
  WHERE "clinic_id" = NEW."clinic_id" AND "encounter_id" = NEW."id" AND "status" = 'due';
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "encounter_was_an_error"() FROM PUBLIC;
CREATE TRIGGER "encounter_was_an_error" AFTER UPDATE OF "status" ON "encounter" FOR EACH ROW
  WHEN (NEW."status" = 'entered-in-error' AND OLD."status" <> 'entered-in-error') EXECUTE FUNCTION "encounter_was_an_error"();

-- Both are errors or neither is: a record in error rests nothing, and a visit in error has no record that stands.
CREATE FUNCTION "visit_is_an_error_as_a_whole"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE of_appointment UUID;
BEGIN
  IF TG_TABLE_NAME = 'encounter' THEN of_appointment := NEW."appointment_id"; ELSE of_appointment := NEW."id"; END IF;
  IF EXISTS (
    SELECT 1 FROM "appointment" a LEFT JOIN "encounter" e ON e."clinic_id" = a."clinic_id" AND e."appointment_id" = a."id"
    WHERE a."clinic_id" = NEW."clinic_id" AND a."id" = of_appointment
      AND (coalesce(e."status", a."status") = 'entered-in-error') <> (a."status" = 'entered-in-error')
  ) OR NOT EXISTS (SELECT 1 FROM "error_entry" x WHERE x."clinic_id" = NEW."clinic_id" AND x."appointment_id" = of_appointment) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a visit is an error with its record and its reason', CONSTRAINT = 'visit_is_an_error_as_a_whole';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "visit_is_an_error_as_a_whole"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "visit_is_an_error_as_a_whole" AFTER UPDATE OF "status" ON "encounter" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."status" = 'entered-in-error') EXECUTE FUNCTION "visit_is_an_error_as_a_whole"();
CREATE CONSTRAINT TRIGGER "visit_is_an_error_as_a_whole" AFTER UPDATE OF "status" ON "appointment" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."status" = 'entered-in-error') EXECUTE FUNCTION "visit_is_an_error_as_a_whole"();
CREATE FUNCTION "visit_stays_an_error"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'what was entered in error stays so';
END $$;
CREATE TRIGGER "visit_stays_an_error" BEFORE UPDATE OF "status" ON "appointment" FOR EACH ROW
  WHEN (OLD."status" = 'entered-in-error' AND NEW."status" <> 'entered-in-error') EXECUTE FUNCTION "visit_stays_an_error"();
