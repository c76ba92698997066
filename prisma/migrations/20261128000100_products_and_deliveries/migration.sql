-- What stands on a box of needles beside its name and size, and what came into the house: by whom, on which note, which lots.

ALTER TABLE "needle_product"
  ADD COLUMN "handle" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "tube" BOOLEAN,
  ADD COLUMN "units_per_blister" INTEGER,
  ADD COLUMN "sterile_method" TEXT,
  ADD COLUMN "shelf_life_months" INTEGER,
  -- other names of the size, as this brand prints them; the millimetres are the truth
  ADD COLUMN "gauges" TEXT[] DEFAULT ARRAY[]::TEXT[],
  -- labeler and product of an HIBC label
  ADD COLUMN "hibc" TEXT,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "needle_product"
  ADD CONSTRAINT "needle_product_is_a_needle" CHECK ("diameter_mm" BETWEEN 0.05 AND 1 AND "length_mm" BETWEEN 1 AND 150 AND length(btrim("brand" || "name")) > 0),
  ADD CONSTRAINT "needle_product_gauges" CHECK ("gauges" IS NOT NULL),
  ADD CONSTRAINT "needle_product_pack" CHECK ("units_per_box" > 0 AND "units_per_blister" > 0 AND "units_per_blister" <= "units_per_box"),
  ADD CONSTRAINT "needle_product_sterile_method" CHECK ("sterile_method" IN ('ethylene-oxide', 'irradiation', 'steam')),
  ADD CONSTRAINT "needle_product_shelf_life" CHECK ("shelf_life_months" BETWEEN 1 AND 240),
  ADD CONSTRAINT "needle_product_hibc_form" CHECK ("hibc" ~ '^[A-Z][A-Z0-9]{4,21}$');
CREATE UNIQUE INDEX "needle_product_hibc" ON "needle_product" ("clinic_id", "hibc");

ALTER TABLE "product_identifier"
  ADD CONSTRAINT "product_identifier_level" CHECK ("level" IN ('unit', 'blister', 'box', 'case')),
  ADD CONSTRAINT "product_identifier_number" CHECK ("gtin14" ~ '^[0-9]{14}$' AND "units" > 0);

CREATE TABLE "delivery" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "supplier" TEXT NOT NULL,
    "note_number" TEXT NOT NULL,
    "received_by_identity_id" TEXT NOT NULL,
    "received_by_name" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("clinic_id","id"),
    CONSTRAINT "delivery_names_its_supplier" CHECK (length(btrim("supplier")) > 0)
);
CREATE INDEX "delivery_clinic_id_received_at_idx" ON "delivery"("clinic_id", "received_at");
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- One lot of a delivery: the line of the stock book says how many needles and where they lie.
CREATE TABLE "delivery_line" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "delivery_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "stock_entry_id" UUID NOT NULL,
    -- as the scanner sent it; '' when it was typed
    "raw" TEXT NOT NULL,
    "set_aside" TEXT,

    CONSTRAINT "delivery_line_pkey" PRIMARY KEY ("clinic_id","id"),
    CONSTRAINT "delivery_line_set_aside" CHECK ("set_aside" IN ('expired', 'recalled', 'quarantined'))
);
CREATE UNIQUE INDEX "delivery_line_clinic_id_delivery_id_lot_id_key" ON "delivery_line"("clinic_id", "delivery_id", "lot_id");
CREATE UNIQUE INDEX "delivery_line_clinic_id_stock_entry_id_key" ON "delivery_line"("clinic_id", "stock_entry_id");
CREATE INDEX "delivery_line_clinic_id_lot_id_idx" ON "delivery_line"("clinic_id", "lot_id");
ALTER TABLE "delivery_line" ADD CONSTRAINT "delivery_line_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "delivery_line" ADD CONSTRAINT "delivery_line_clinic_id_delivery_id_fkey" FOREIGN KEY ("clinic_id", "delivery_id") REFERENCES "delivery"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "delivery_line" ADD CONSTRAINT "delivery_line_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id", "lot_id") REFERENCES "lot"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "delivery_line" ADD CONSTRAINT "delivery_line_clinic_id_stock_entry_id_fkey" FOREIGN KEY ("clinic_id", "stock_entry_id") REFERENCES "stock_entry"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- K26: goods that came in past their day, or of a recalled lot, are in the house and never in use. What the line says was
-- received is what the stock book says.
CREATE FUNCTION "delivery_line_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot";
BEGIN
  -- the same lock a recall takes
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  IF l."status" = 'active' AND lot_refusal(l, app_now()) = 'expired' THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'what is past its day is received into quarantine', DETAIL = 'expired';
  END IF;
  IF (NEW."set_aside" IS NULL) <> (l."status" = 'active') THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this line says otherwise than its lot', CONSTRAINT = 'delivery_line_guard';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "stock_entry" s WHERE s."clinic_id" = NEW."clinic_id" AND s."id" = NEW."stock_entry_id"
    AND s."lot_id" = NEW."lot_id" AND s."kind" = 'received' AND s."quantity" > 0) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this line of the stock book is of another lot, or nothing was received', CONSTRAINT = 'delivery_line_guard';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "delivery_line_guard"() FROM PUBLIC;
CREATE TRIGGER "delivery_line_guard" BEFORE INSERT ON "delivery_line" FOR EACH ROW EXECUTE FUNCTION "delivery_line_guard"();

-- What this clinic's scanners type where a label has a separator, beside what every scanner may send (K5).
CREATE TABLE "scanner_setting" (
    "clinic_id" UUID NOT NULL,
    "separators" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "scanner_setting_pkey" PRIMARY KEY ("clinic_id"),
    CONSTRAINT "scanner_setting_separators" CHECK ("separators" IS NOT NULL AND cardinality("separators") <= 10)
);
ALTER TABLE "scanner_setting" ADD CONSTRAINT "scanner_setting_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['delivery', 'delivery_line', 'scanner_setting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format($p$CREATE POLICY "staff_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()))$p$, t);
  END LOOP;
END $$;
-- What was received has been received: another line of the stock book puts it right.
GRANT SELECT, INSERT ON "delivery", "delivery_line" TO "filiform_app";
GRANT SELECT, INSERT ON "scanner_setting" TO "filiform_app";
GRANT UPDATE ("separators") ON "scanner_setting" TO "filiform_app";
CREATE TRIGGER "tell_screens" AFTER INSERT ON "delivery" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

-- P7: which needles the clinic stocks is written by those who keep its stock; a needle found in a visit, by whoever found it.
CREATE FUNCTION "app_keeps_stock"() RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('app.keeps_stock', true), '') = 'on' $$;
DROP POLICY "only_found" ON "needle_product";
CREATE POLICY "only_found" ON "needle_product" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK (NOT "active" OR (SELECT app_keeps_stock()));
CREATE POLICY "stock_keepers" ON "needle_product" AS RESTRICTIVE FOR UPDATE TO "filiform_app" USING ((SELECT app_keeps_stock()));
CREATE POLICY "stock_keepers_add" ON "product_identifier" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK ((SELECT app_keeps_stock()));
CREATE POLICY "stock_keepers_change" ON "product_identifier" AS RESTRICTIVE FOR UPDATE TO "filiform_app" USING ((SELECT app_keeps_stock()));
CREATE POLICY "stock_keepers_remove" ON "product_identifier" AS RESTRICTIVE FOR DELETE TO "filiform_app" USING ((SELECT app_keeps_stock()));
CREATE POLICY "stock_keepers" ON "delivery" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK ((SELECT app_keeps_stock()));
CREATE POLICY "stock_keepers" ON "delivery_line" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK ((SELECT app_keeps_stock()));
CREATE POLICY "stock_keepers_add" ON "scanner_setting" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK ((SELECT app_keeps_stock()));
CREATE POLICY "stock_keepers_change" ON "scanner_setting" AS RESTRICTIVE FOR UPDATE TO "filiform_app" USING ((SELECT app_keeps_stock()));
GRANT UPDATE ("brand", "name", "diameter_mm", "length_mm", "units_per_box", "reference", "active", "handle", "tube", "units_per_blister",
  "sterile_method", "shelf_life_months", "gauges", "hibc", "version") ON "needle_product" TO "filiform_app";
GRANT INSERT, DELETE ON "product_identifier" TO "filiform_app";
GRANT UPDATE ("level", "units") ON "product_identifier" TO "filiform_app";

-- A lot that was found in a visit is received when its box comes in, or is found on the shelf: from then on it is known.
GRANT UPDATE ("received_at", "expiry_date") ON "lot" TO "filiform_app";
CREATE FUNCTION "lot_is_received_once"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'when a lot first came in is not written over', CONSTRAINT = 'lot_is_received_once';
END $$;
CREATE TRIGGER "lot_is_received_once" BEFORE UPDATE OF "received_at" ON "lot" FOR EACH ROW
  WHEN (OLD."received_at" IS NOT NULL AND NEW."received_at" IS DISTINCT FROM OLD."received_at")
  EXECUTE FUNCTION "lot_is_received_once"();
