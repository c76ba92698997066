-- A plan is gated, a fact is recorded: needles that are already in are saved whatever box they came from, with their deviation.

-- What nobody can read off a box is not known: its number, its last day. What was found in a visit was never received.
ALTER TABLE "lot" ALTER COLUMN "lot_number" DROP NOT NULL, ALTER COLUMN "expiry_date" DROP NOT NULL, ALTER COLUMN "received_at" DROP NOT NULL;
ALTER TABLE "needle_product" ALTER COLUMN "units_per_box" DROP NOT NULL;

-- So that a lot of which too little is known is never opened for use: "lot_refusal" asks a day only of lots in use.
ALTER TABLE "lot" ADD CONSTRAINT "lot_in_use_is_known" CHECK (
  "status" <> 'active' OR ("lot_number" IS NOT NULL AND "expiry_date" IS NOT NULL AND "received_at" IS NOT NULL));

-- Of a product there is one lot whose number nobody knows.
CREATE UNIQUE INDEX "lot_one_of_unknown_number" ON "lot" ("clinic_id", "product_id") WHERE "lot_number" IS NULL;

-- A needle as somebody read it off the box, once for each name and size.
CREATE UNIQUE INDEX "needle_product_found_once" ON "needle_product" ("clinic_id", lower("name"), "diameter_mm", "length_mm")
  WHERE "brand" = '' AND NOT "active";

-- Press needles are shorter than five millimetres, and were refused in the record of what went in.
ALTER TABLE "procedure" DROP CONSTRAINT "procedure_check1";
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_size" CHECK ("diameter_mm" BETWEEN 0.05 AND 1 AND "length_mm" BETWEEN 1 AND 150);

-- P4: a box is opened for use when nothing stands against it; a box that was used all the same is written down with its deviation.
ALTER TABLE "lot_scan" ADD COLUMN "deviation_id" UUID;
ALTER TABLE "lot_scan" ADD CONSTRAINT "lot_scan_clinic_id_deviation_id_fkey"
  FOREIGN KEY ("clinic_id", "deviation_id") REFERENCES "deviation"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE OR REPLACE FUNCTION "lot_scan_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; reason TEXT;
BEGIN
  -- the same lock a recall takes: a scan is wholly before it or wholly after it
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  IF NEW."deviation_id" IS NOT NULL THEN
    RETURN NEW;
  END IF;
  reason := lot_refusal(l, app_now());
  IF reason IS NULL AND NOT EXISTS (SELECT 1 FROM "lot_stock" s WHERE s."clinic_id" = NEW."clinic_id" AND s."lot_id" = NEW."lot_id" AND s."on_hand" > 0) THEN
    reason := 'empty';
  END IF;
  IF reason IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'this lot may not be used', DETAIL = reason;
  END IF;
  RETURN NEW;
END $$;

-- What excuses a scan is about that lot in that visit.
CREATE FUNCTION "lot_scan_deviation_is_its_own"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "deviation" d WHERE d."clinic_id" = NEW."clinic_id" AND d."id" = NEW."deviation_id"
    AND d."lot_id" = NEW."lot_id" AND d."encounter_id" = NEW."encounter_id") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this deviation is about another lot or another visit', CONSTRAINT = 'lot_scan_deviation_is_its_own';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "lot_scan_deviation_is_its_own"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "lot_scan_deviation_is_its_own" AFTER INSERT OR UPDATE ON "lot_scan" FOR EACH ROW
  WHEN (NEW."deviation_id" IS NOT NULL) EXECUTE FUNCTION "lot_scan_deviation_is_its_own"();

-- Whom a lot reached is read of boxes that were used all the same, too.
CREATE INDEX "lot_scan_with_deviation" ON "lot_scan" ("clinic_id", "lot_id", "at") WHERE "deviation_id" IS NOT NULL;
CREATE INDEX "deviation_of_lot" ON "deviation" ("clinic_id", "lot_id", "encounter_id") WHERE "lot_id" IS NOT NULL;
CREATE TRIGGER "tell_screens" AFTER INSERT ON "lot_scan" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

-- P7: the application adds a needle that was found in a visit, and no other; what the clinic stocks is not its to write.
GRANT INSERT ON "needle_product" TO "filiform_app";
CREATE POLICY "only_found" ON "needle_product" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK (NOT "active");
