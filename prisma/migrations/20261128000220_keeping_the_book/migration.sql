-- P4, P8: a line is corrected by a line that takes it back, whole, once and with its reason; a use by a use of its own.
CREATE OR REPLACE FUNCTION "stock_entry_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; reason TEXT; was "stock_entry";
BEGIN
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  IF NEW."kind" = 'opened' OR NEW."kind" = 'moved' AND NEW."quantity" > 0 AND EXISTS (
    SELECT 1 FROM "stock_place" p WHERE p."clinic_id" = NEW."clinic_id" AND p."id" = NEW."place_id" AND p."kind" <> 'store') THEN
    reason := lot_refusal(l, app_now());
    IF reason IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'this lot may not be used', DETAIL = reason;
    END IF;
  END IF;
  IF NEW."reverses_id" IS NOT NULL THEN
    SELECT * INTO was FROM "stock_entry" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."reverses_id";
    IF NOT FOUND OR was."lot_id" <> NEW."lot_id" OR was."place_id" IS DISTINCT FROM NEW."place_id" OR was."quantity" <> -NEW."quantity"
      OR (was."movement_id" IS NULL) <> (NEW."movement_id" IS NULL)
      OR was."kind" NOT IN ('received', 'moved', 'opened', 'discarded', 'dropped', 'returned', 'destroyed', 'counted') THEN
      RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a line is taken back as it was written', CONSTRAINT = 'stock_entry_reverses_itself';
    END IF;
  END IF;
  IF NEW."kind" IN ('quarantined', 'released') THEN
    IF l."status" <> (CASE NEW."kind" WHEN 'released' THEN 'quarantined' ELSE 'active' END) THEN
      RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'this lot is not as that line takes it to be', DETAIL = l."status";
    END IF;
    UPDATE "lot" SET "status" = CASE NEW."kind" WHEN 'released' THEN 'active' ELSE 'quarantined' END
    WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id";
  END IF;
  RETURN NEW;
END $$;

-- K28: a last day that was read wrongly is corrected by an entry that stays, and says who, when, why and what stood before.
CREATE TABLE "lot_expiry_correction" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "lot_id" UUID NOT NULL,
    "was" DATE,
    "corrected_to" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    CONSTRAINT "lot_expiry_correction_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "lot_expiry_correction_clinic_id_lot_id_idx" ON "lot_expiry_correction"("clinic_id","lot_id");
ALTER TABLE "lot_expiry_correction" ADD CONSTRAINT "lot_expiry_correction_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "lot_expiry_correction" ADD CONSTRAINT "lot_expiry_correction_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id","lot_id") REFERENCES "lot"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "lot_expiry_correction" ADD CONSTRAINT "lot_expiry_correction_says_why" CHECK (length(btrim("reason")) > 0 AND "was" IS DISTINCT FROM "corrected_to");
CREATE FUNCTION "lot_expiry_is_corrected"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE "lot" SET "expiry_date" = NEW."corrected_to"
  WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" AND "expiry_date" IS NOT DISTINCT FROM NEW."was";
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'the lot says another day by now', CONSTRAINT = 'lot_expiry_is_corrected';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "lot_expiry_is_corrected"() FROM PUBLIC;
CREATE TRIGGER "lot_expiry_is_corrected" AFTER INSERT ON "lot_expiry_correction" FOR EACH ROW EXECUTE FUNCTION "lot_expiry_is_corrected"();
ALTER TABLE "lot_expiry_correction" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "lot_expiry_correction" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "lot_expiry_correction" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "own_name" ON "lot_expiry_correction" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("by_identity_id" = (SELECT current_setting('app.identity_id', true)));
GRANT SELECT, INSERT ON "lot_expiry_correction" TO "filiform_app";
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "lot_expiry_correction" FOR EACH ROW EXECUTE FUNCTION "only_added"();

-- From how few needles of a product on somebody is told to order; null: nobody is.
ALTER TABLE "needle_product" ADD COLUMN "reorder_below" INTEGER;
ALTER TABLE "needle_product" ADD CONSTRAINT "needle_product_reorder_below" CHECK ("reorder_below" BETWEEN 1 AND 100000);
GRANT UPDATE ("reorder_below") ON "needle_product" TO "filiform_app";

-- When a lot was last used or moved is asked of every lot on hand.
CREATE INDEX "stock_entry_kept_at" ON "stock_entry" ("clinic_id", "lot_id", "at" DESC) WHERE "kind" IN ('used', 'opened', 'received');
