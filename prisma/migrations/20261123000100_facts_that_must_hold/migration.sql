-- Closed vocabularies and shapes that no path may write past.

ALTER TABLE "room" ADD CHECK ("kind" IN ('treatment', 'group'));
ALTER TABLE "resource" ADD CHECK ("kind" IN ('practitioner', 'place', 'device', 'patient'));
ALTER TABLE "working_hours" ADD CHECK ("start_minute" BETWEEN 0 AND 1439 AND "end_minute" > "start_minute" AND "end_minute" <= 2880);
ALTER TABLE "absence" ADD CHECK ("ends_at" > "starts_at");
ALTER TABLE "membership" ADD CHECK ("roles" <@ ARRAY['owner', 'practitioner', 'assistant', 'desk'] AND cardinality("roles") > 0);
ALTER TABLE "membership" ADD CHECK (NOT ('practitioner' = ANY ("roles")) OR "practitioner_id" IS NOT NULL);
ALTER TABLE "healthcare_service" ADD CHECK ("buffer_before_minutes" BETWEEN 0 AND 240 AND "buffer_after_minutes" BETWEEN 0 AND 240);
ALTER TABLE "healthcare_service" ADD CHECK ("room_kind" IN ('treatment', 'group'));
ALTER TABLE "healthcare_service" ADD CHECK ("technique" IN ('deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture', 'electro-needling'));
ALTER TABLE "body_area" ADD CHECK ("side" IN ('left', 'right', 'midline'));
ALTER TABLE "body_area" ADD CHECK ("risk_zones" <@ ARRAY['pleural', 'vascular', 'neural', 'abdominal', 'orbital']);
ALTER TABLE "recovery_rule" ADD CHECK ("relation" IN ('same', 'neighbour', 'anywhere'));
ALTER TABLE "recovery_rule" ADD CHECK ("unit" IN ('hours', 'days') AND "amount" >= 0 AND "tolerance_minutes" >= 0);
ALTER TABLE "patient" ADD CHECK (length(btrim("name")) BETWEEN 1 AND 300);
ALTER TABLE "patient" ADD CHECK ("id" <> "merged_into_id");
ALTER TABLE "patient_access" ADD CHECK ("relation" IN ('self', 'guardian', 'carer'));

ALTER TABLE "appointment" ADD CHECK ("status" IN
  ('proposed', 'booked', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow', 'entered-in-error'));
ALTER TABLE "appointment" ADD CHECK ("ends_at" > "starts_at" AND "ends_at" - "starts_at" <= INTERVAL '16 hours');
ALTER TABLE "appointment" ADD CHECK ("source" IN ('desk', 'practitioner', 'portal', 'seed'));
ALTER TABLE "appointment" ADD CHECK ("technique" IN ('deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture', 'electro-needling'));
ALTER TABLE "override" ADD CHECK (length(btrim("reason")) > 0 AND cardinality("breaks") > 0
  AND "breaks" <@ ARRAY['rest', 'overlap', 'hours', 'notice', 'credential']);
ALTER TABLE "cancellation" ADD CHECK (length(btrim("reason")) > 0);
ALTER TABLE "task" ADD CHECK ("status" IN ('open', 'done') AND ("status" = 'done') = ("done_at" IS NOT NULL));

ALTER TABLE "encounter" ADD CHECK ("status" IN ('in-progress', 'finished', 'entered-in-error'));
ALTER TABLE "encounter" ADD CHECK ("status" <> 'finished' OR "completed_at" IS NOT NULL);
ALTER TABLE "encounter" ADD CHECK ("needles_out_at" IS NULL OR "needles_in_at" IS NULL OR "needles_out_at" >= "needles_in_at");
ALTER TABLE "procedure" ADD CHECK ("technique" IN ('deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture', 'electro-needling'));
ALTER TABLE "procedure" ADD CHECK ("needles" BETWEEN 1 AND 200 AND "insertions" BETWEEN "needles" AND 1000);
ALTER TABLE "procedure" ADD CHECK ("diameter_mm" BETWEEN 0.05 AND 1 AND "length_mm" BETWEEN 5 AND 150);
ALTER TABLE "consent" ADD CHECK (length(btrim("signed_name")) > 0);

ALTER TABLE "needle_product" ADD CHECK ("diameter_mm" BETWEEN 0.05 AND 1 AND "length_mm" BETWEEN 1 AND 150 AND "units_per_box" > 0);
ALTER TABLE "product_identifier" ADD CHECK ("gtin14" ~ '^[0-9]{14}$' AND "level" IN ('unit', 'box', 'case') AND "units" > 0);
ALTER TABLE "lot" ADD CHECK ("status" IN ('active', 'quarantined', 'recalled') AND length("lot_number") BETWEEN 1 AND 20);
ALTER TABLE "stock_entry" ADD CHECK ("quantity" <> 0 AND "kind" IN ('received', 'used', 'discrepancy', 'counted', 'discarded'));
ALTER TABLE "stock_entry" ADD CHECK ("kind" <> 'used' OR ("lot_use_id" IS NOT NULL AND "quantity" < 0));
ALTER TABLE "lot_use" ADD CHECK ("quantity" BETWEEN 1 AND 200);

ALTER TABLE "communication" ADD CHECK ("channel" IN ('email') AND "attempt" >= 1);
ALTER TABLE "communication" ADD CHECK ("status" IN ('due', 'sending', 'sent', 'unknown', 'failed', 'withheld'));
ALTER TABLE "communication" ADD CHECK ("basis" IN ('last-needle-out', 'planned-end'));

-- Names are found however they are typed: accents, eth and thorn, composed or decomposed, with or without apostrophe.
CREATE FUNCTION "fold_name"("written" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(translate(lower(public.unaccent('public.unaccent', normalize("written", NFKC))), '''’ʼ`´', ''), '[^[:alnum:]]+', ' ', 'g')
$$;

CREATE FUNCTION "patient_search_name"() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  NEW."search_name" := fold_name(concat_ws(' ', NEW."name", NEW."preferred_name"));
  RETURN NEW;
END $$;
CREATE TRIGGER "patient_search_name" BEFORE INSERT OR UPDATE OF "name", "preferred_name", "search_name" ON "patient"
  FOR EACH ROW EXECUTE FUNCTION "patient_search_name"();
CREATE INDEX "patient_search_name_trgm" ON "patient" USING gin ("search_name" gin_trgm_ops);
