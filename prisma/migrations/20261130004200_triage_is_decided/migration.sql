-- How answers are sorted is decided by each clinic, within what none of them makes less of.

-- Who found a needle always reads the clinic's words for it, and it rings while it is in a body (Z4). What patients say of their
-- body is read by somebody: no row says less than none at all would (Z2).
ALTER TABLE "triage_rule"
  ADD CHECK ("sign" NOT IN ('needle-in-body', 'needle-outside') OR "active"),
  ADD CHECK ("sign" <> 'needle-in-body' OR "rings"),
  ADD CHECK ("sign" = 'soreness' OR "tier" <> 'harmless');

-- Z2: the red words that came with the clinic stay in every list that follows.
CREATE FUNCTION "red_words_stay"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "triage_terms" t WHERE t."clinic_id" = NEW."clinic_id" AND t."language" = NEW."language"
    AND t."drafted_at" IS NULL AND NOT NEW."emergency" @> t."emergency") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'the red words that came with the clinic stay', CONSTRAINT = 'red_words_stay';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "red_words_stay"() FROM PUBLIC;
CREATE TRIGGER "red_words_stay" BEFORE INSERT ON "triage_terms" FOR EACH ROW EXECUTE FUNCTION "red_words_stay"();

-- Which versions decided stands beside what they decided.
ALTER TABLE "check_in" ADD COLUMN "terms_ids" UUID[];
ALTER TABLE "incoming_text" ADD COLUMN "rule_ids" UUID[], ADD COLUMN "terms_ids" UUID[];

-- What to do with a needle that was found is said in one place, the table. The text that came with the clinic and said it once
-- more goes where nobody has taken it up.
DELETE FROM "aftercare_text" t WHERE t."code" = 'needle-found' AND t."drafted_at" IS NULL AND t."approved_by" IS NULL
  AND NOT EXISTS (SELECT 1 FROM "aftercare_text" o WHERE o."clinic_id" = t."clinic_id" AND o."code" = t."code" AND o."id" <> t."id")
  AND NOT EXISTS (SELECT 1 FROM "aftercare_step" s WHERE s."clinic_id" = t."clinic_id" AND s."template_key" = t."code")
  AND NOT EXISTS (SELECT 1 FROM "communication" c WHERE c."clinic_id" = t."clinic_id" AND c."text_version_id" = t."id");
