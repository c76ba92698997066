-- What patients are told after a visit, and when, is drafted and put in force as the clinic's other policies are. A message
-- belongs to a step of one version of a plan; a version stays as it was written, and so does every version of a text.

-- Words for patients: sections in two languages, each with where it comes from.
CREATE TABLE "aftercare_text" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" JSONB NOT NULL,
    "subject" JSONB NOT NULL,
    "intro" JSONB NOT NULL,
    "sms" JSONB NOT NULL,
    "sections" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "drafted_by" TEXT,
    "drafted_by_identity_id" TEXT,
    "drafted_at" TIMESTAMPTZ(6),
    "approved_at" TIMESTAMPTZ(6),
    "approved_by_identity_id" TEXT,
    "discarded_by" TEXT,
    "discarded_by_identity_id" TEXT,
    "discarded_at" TIMESTAMPTZ(6),
    CONSTRAINT "aftercare_text_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "aftercare_text_clinic_id_code_version_key" ON "aftercare_text"("clinic_id", "code", "version");
ALTER TABLE "aftercare_text" ADD CONSTRAINT "aftercare_text_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "aftercare_text"
  ADD CHECK (length(btrim("source")) > 0 AND "version" >= 1 AND jsonb_typeof("sections") = 'array');

-- A plan says after which visits it is followed; a step when and how a text is sent, and may be narrower than its plan.
ALTER TABLE "aftercare_plan"
  ADD COLUMN "code" TEXT,
  ADD COLUMN "title" JSONB,
  ADD COLUMN "fits" JSONB NOT NULL DEFAULT '{"techniques": [], "areaIds": [], "riskZones": [], "serviceIds": [], "flags": []}',
  ADD COLUMN "active" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "valid_from" DATE NOT NULL DEFAULT '2020-01-01',
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'in-force',
  ADD COLUMN "drafted_by" TEXT,
  ADD COLUMN "drafted_by_identity_id" TEXT,
  ADD COLUMN "drafted_at" TIMESTAMPTZ(6),
  ADD COLUMN "approved_at" TIMESTAMPTZ(6),
  ADD COLUMN "approved_by_identity_id" TEXT,
  ADD COLUMN "discarded_by" TEXT,
  ADD COLUMN "discarded_by_identity_id" TEXT,
  ADD COLUMN "discarded_at" TIMESTAMPTZ(6);
-- the one plan that there was had its versions under one name
UPDATE "aftercare_plan" SET "code" = 'after-needling', "title" = jsonb_build_object('en', "name", 'de', "name");
ALTER TABLE "aftercare_plan" DROP COLUMN "status", DROP COLUMN "name";
ALTER TABLE "aftercare_plan" RENAME COLUMN "title" TO "name";
ALTER TABLE "aftercare_plan" ALTER COLUMN "code" SET NOT NULL, ALTER COLUMN "name" SET NOT NULL, ALTER COLUMN "fits" DROP DEFAULT,
  ALTER COLUMN "active" DROP DEFAULT, ALTER COLUMN "valid_from" DROP DEFAULT, ALTER COLUMN "state" DROP DEFAULT;
CREATE UNIQUE INDEX "aftercare_plan_clinic_id_code_version_key" ON "aftercare_plan"("clinic_id", "code", "version");

ALTER TABLE "aftercare_step"
  ADD COLUMN "fits" JSONB,
  ADD COLUMN "anchor" TEXT NOT NULL DEFAULT 'last-needle-out',
  ADD COLUMN "manner" TEXT NOT NULL DEFAULT 'pass',
  ADD COLUMN "check_in" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "language" TEXT NOT NULL DEFAULT 'patient';
UPDATE "aftercare_step" SET
  "anchor" = CASE WHEN "technique" IS DISTINCT FROM 'needle-left-in-place' THEN 'last-needle-out'
    WHEN "template_key" = 'needle-removal' THEN 'removal-day' ELSE 'left-in-place' END,
  "channel" = 'preferred',
  "fits" = jsonb_build_object('techniques', CASE WHEN "technique" IS NULL OR "technique" = 'needle-left-in-place' THEN '[]'::jsonb
    ELSE jsonb_build_array("technique") END, 'areaIds', '[]'::jsonb, 'riskZones', to_jsonb("only_risk_zones"), 'serviceIds', '[]'::jsonb, 'flags', '[]'::jsonb);
ALTER TABLE "aftercare_step" DROP COLUMN "technique", DROP COLUMN "only_risk_zones";
ALTER TABLE "aftercare_step" ALTER COLUMN "fits" SET NOT NULL, ALTER COLUMN "anchor" DROP DEFAULT, ALTER COLUMN "manner" DROP DEFAULT,
  ALTER COLUMN "check_in" DROP DEFAULT, ALTER COLUMN "language" DROP DEFAULT;
ALTER TABLE "aftercare_step"
  ADD CHECK ("anchor" IN ('last-needle-out', 'left-in-place', 'removal-day')),
  ADD CHECK ("channel" IN ('preferred', 'email', 'sms')),
  ADD CHECK ("manner" IN ('pass', 'before', 'after')),
  ADD CHECK ("language" IN ('patient', 'en', 'de')),
  ADD CHECK ("offset_minutes" >= 0),
  -- Z3: what asks after the chest never waits for the morning
  ADD CONSTRAINT "chest_check_never_waits" CHECK ("manner" <> 'after' OR NOT "fits" -> 'riskZones' ? 'pleural');
CREATE INDEX "aftercare_step_clinic_id_plan_id_idx" ON "aftercare_step"("clinic_id", "plan_id");

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['aftercare_text', 'aftercare_plan'] LOOP
    EXECUTE format($q$ALTER TABLE %I
      ADD CHECK ("state" IN ('draft', 'in-force', 'discarded')),
      ADD CHECK (num_nonnulls("drafted_by", "drafted_by_identity_id", "drafted_at") IN (0, 3) AND ("state" = 'in-force' OR "drafted_at" IS NOT NULL)),
      ADD CHECK (("approved_at" IS NULL) = ("approved_by_identity_id" IS NULL) AND ("approved_at" IS NULL OR "approved_by" IS NOT NULL)),
      ADD CHECK ("approved_by" IS NULL OR "state" = 'in-force'),
      ADD CHECK ("state" <> 'in-force' OR "drafted_at" IS NULL OR "approved_at" IS NOT NULL),
      ADD CHECK (num_nonnulls("discarded_by", "discarded_by_identity_id", "discarded_at") IN (0, 3) AND ("state" = 'discarded') = ("discarded_at" IS NOT NULL))$q$, t);
    EXECUTE format($q$CREATE UNIQUE INDEX %I ON %I ("clinic_id", "code") WHERE "state" = 'draft'$q$, t || '_one_draft', t);
    EXECUTE format('CREATE TRIGGER "policy_stands" BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "policy_stands"()', t);
    EXECUTE format('CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "tell_screens"()', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO "filiform_app"', t);
    EXECUTE format('GRANT UPDATE ("state", "valid_from", "approved_by", "approved_at", "approved_by_identity_id", "discarded_by",
      "discarded_by_identity_id", "discarded_at") ON %I TO "filiform_app"', t);
  END LOOP;
END $$;

ALTER TABLE "aftercare_text" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "aftercare_text" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['aftercare_text', 'aftercare_plan'] LOOP
    EXECUTE format($q$CREATE POLICY "drafts_alone" ON %I AS RESTRICTIVE FOR INSERT TO "filiform_app"
      WITH CHECK ("state" = 'draft' AND "drafted_by_identity_id" = (SELECT current_setting('app.identity_id', true)))$q$, t);
    EXECUTE format($q$CREATE POLICY "in_force_alone" ON %I AS RESTRICTIVE FOR SELECT TO "filiform_app"
      USING ((SELECT app_is_staff()) OR "state" = 'in-force')$q$, t);
  END LOOP;
END $$;

-- The steps of a version are written with its draft and stay as they are.
CREATE POLICY "with_its_draft" ON "aftercare_step" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK (
  EXISTS (SELECT 1 FROM "aftercare_plan" p WHERE p."clinic_id" = "aftercare_step"."clinic_id" AND p."id" = "aftercare_step"."plan_id"
    AND p."state" = 'draft' AND p."drafted_by_identity_id" = (SELECT current_setting('app.identity_id', true))));
CREATE POLICY "in_force_alone" ON "aftercare_step" AS RESTRICTIVE FOR SELECT TO "filiform_app" USING ((SELECT app_is_staff())
  OR EXISTS (SELECT 1 FROM "aftercare_plan" p WHERE p."clinic_id" = "aftercare_step"."clinic_id" AND p."id" = "aftercare_step"."plan_id"
    AND p."state" = 'in-force'));
GRANT INSERT ON "aftercare_step" TO "filiform_app";
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "aftercare_step" FOR EACH ROW EXECUTE FUNCTION "only_added"();

-- What is known of a visit and its patient, as far as the plans in force ask, whoever presses the button that makes aftercare due.
CREATE FUNCTION "visit_flags"("of_encounter" UUID) RETURNS TEXT[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  WITH "asked" AS (
    SELECT jsonb_array_elements_text(p."fits" -> 'flags') AS "flag" FROM "aftercare_plan" p
      WHERE p."clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid) AND p."state" = 'in-force'
    UNION SELECT jsonb_array_elements_text(s."fits" -> 'flags') FROM "aftercare_step" s
      JOIN "aftercare_plan" p ON p."clinic_id" = s."clinic_id" AND p."id" = s."plan_id"
      WHERE p."clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid) AND p."state" = 'in-force')
  SELECT ARRAY(SELECT a."flag" FROM "asked" a WHERE CASE a."flag"
    WHEN 'first-visit' THEN NOT EXISTS (SELECT 1 FROM "encounter" b
      JOIN "procedure" d ON d."clinic_id" = b."clinic_id" AND d."encounter_id" = b."id"
      WHERE b."clinic_id" = e."clinic_id" AND b."patient_id" = e."patient_id" AND b."id" <> e."id" AND b."started_at" < e."started_at"
        AND b."status" <> 'entered-in-error' AND NOT d."entered_in_error")
    WHEN 'needle-left' THEN EXISTS (SELECT 1 FROM "needle_left_in_place" n
      WHERE n."clinic_id" = e."clinic_id" AND n."encounter_id" = e."id")
    WHEN 'child' THEN age(e."started_at"::date, p."birth_date") < make_interval(years => (
      SELECT y."child_under_years" FROM "capacity_policy" y WHERE y."clinic_id" = e."clinic_id" AND y."state" = 'in-force'
        AND y."valid_from" <= e."started_at"::date ORDER BY y."valid_from" DESC, y."version" DESC LIMIT 1))
    ELSE EXISTS (SELECT 1 FROM "patient_condition" c WHERE c."clinic_id" = e."clinic_id" AND c."patient_id" = e."patient_id"
        AND c."code" = a."flag" AND c."ended_at" IS NULL)
      OR EXISTS (SELECT 1 FROM "screening_answer" s
        JOIN "screening_question" q ON q."clinic_id" = s."clinic_id" AND q."code" = s."question_id" AND q."state" = 'in-force'
        WHERE s."clinic_id" = e."clinic_id" AND s."encounter_id" = e."id" AND q."condition_code" = a."flag"
          AND s."answer" ->> 'value' IN ('yes', 'unsure')) END ORDER BY 1)
  FROM "encounter" e JOIN "patient" p ON p."clinic_id" = e."clinic_id" AND p."id" = e."patient_id"
  WHERE e."clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid) AND e."id" = "of_encounter" AND app_is_staff()
$$;
REVOKE EXECUTE ON FUNCTION "visit_flags"(UUID) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "visit_flags"(UUID) TO "filiform_app";

-- The view of all policies has two more branches.
DO $$
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW "policy_version" WITH (security_invoker = true) AS ' || rtrim(pg_get_viewdef('"policy_version"'), ';') || $q$
    UNION ALL SELECT t."clinic_id", t."id", 'aftercare-text' AS "kind", t."code" AS "key", t."version", t."state", t."source", t."valid_from",
      t."drafted_by", t."drafted_at", t."approved_by", t."approved_at", t."discarded_by", t."discarded_at",
      jsonb_build_object('name', t."name", 'subject', t."subject", 'intro', t."intro", 'sms', t."sms", 'sections', t."sections") AS "content"
    FROM "aftercare_text" t
    UNION ALL SELECT t."clinic_id", t."id", 'aftercare-plan' AS "kind", t."code" AS "key", t."version", t."state", t."source", t."valid_from",
      t."drafted_by", t."drafted_at", t."approved_by", t."approved_at", t."discarded_by", t."discarded_at",
      jsonb_build_object('name', t."name", 'fits', t."fits", 'active', t."active", 'steps', coalesce((
        SELECT jsonb_agg(jsonb_build_object('textKey', s."template_key", 'anchor', s."anchor", 'offsetMinutes', s."offset_minutes",
          'channel', s."channel", 'manner', s."manner", 'checkIn', s."check_in", 'language', s."language", 'fits', s."fits") ORDER BY s."position", s."id")
        FROM "aftercare_step" s WHERE s."clinic_id" = t."clinic_id" AND s."plan_id" = t."id"), '[]')) AS "content"
    FROM "aftercare_plan" t$q$;
END $$;

-- What was sent keeps its words: a message that went out, or may have, names the version for good.
ALTER TABLE "communication" ADD CONSTRAINT "communication_clinic_id_text_version_id_fkey" FOREIGN KEY ("clinic_id", "text_version_id")
  REFERENCES "aftercare_text"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE FUNCTION "words_were_in_force"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD."status" IN ('sent', 'unknown', 'failed') AND OLD."text_version_id" IS DISTINCT FROM NEW."text_version_id" THEN
      RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'the words that a message went out with stay as they were';
    END IF;
  END IF;
  IF NEW."text_version_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "aftercare_text" t WHERE t."clinic_id" = NEW."clinic_id"
    AND t."id" = NEW."text_version_id" AND t."state" = 'in-force') THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a message goes out with words that are in force', CONSTRAINT = 'words_were_in_force';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "words_were_in_force"() FROM PUBLIC;
CREATE TRIGGER "words_were_in_force" BEFORE INSERT OR UPDATE OF "text_version_id" ON "communication" FOR EACH ROW
  EXECUTE FUNCTION "words_were_in_force"();

-- The texts that messages were written from so far, as they were, for clinics that are here already.
INSERT INTO "aftercare_text" ("clinic_id", "code", "version", "name", "subject", "intro", "sms", "sections", "source", "valid_from", "state")
SELECT p."clinic_id", d."code", 1, d."name", d."subject", d."intro", d."sms", d."sections",
  'Kept from before texts were approved; each part names where it comes from.', '2020-01-01', 'in-force'
FROM (SELECT DISTINCT "clinic_id" FROM "aftercare_plan") p, (VALUES
  ('after-visit', $j${"en":"After the visit","de":"Nach dem Besuch"}$j$::jsonb, $j${"en":"After your visit today","de":"Nach Ihrem Besuch heute"}$j$::jsonb, $j${"en":"Here is what to expect after your visit to {clinic}, and when to get help.","de":"Hier steht, was Sie nach Ihrem Besuch bei {clinic} erwarten können und wann Sie Hilfe holen."}$j$::jsonb, $j${"en":"{clinic}: a note for you after your visit: {link} If you feel very ill, call {emergencyPhone}.","de":"{clinic}: eine Nachricht für Sie nach Ihrem Besuch: {link} Wenn es Ihnen sehr schlecht geht, rufen Sie {emergencyPhone} an."}$j$::jsonb,
    $j$[{"topic":"emergency","heading":{"en":"If something is badly wrong","de":"Wenn es Ihnen sehr schlecht geht"},"words":{"en":"Call {emergencyPhone} at once if you cannot breathe well, if your chest hurts, if you faint and do not feel better soon, or if you are very worried. Do not wait for us.","de":"Rufen Sie sofort {emergencyPhone} an, wenn Sie schlecht Luft bekommen, wenn die Brust wehtut, wenn Sie ohnmächtig werden und es nicht bald besser ist oder wenn Sie große Sorge haben. Warten Sie nicht auf uns."},"source":"novaphysicaltherapy.com (signs, and that they may begin hours later); onsets of 15 minutes to the next day: westjem.com traumatic-pneumothorax-following-acupuncture; none of three had been told to seek care: intjem s12245-022-00455-z"},{"topic":"chest","heading":{"en":"Get help at once","de":"Sofort Hilfe holen"},"words":{"en":"Call {emergencyPhone} at once if you are short of breath, if your chest hurts, if you get a dry cough, or if your lips look blue. This can start hours after the visit. Do not wait for us. Do not write to us first.","de":"Rufen Sie sofort {emergencyPhone} an, wenn Sie schlecht Luft bekommen, wenn die Brust wehtut, wenn Sie trocken husten müssen oder wenn Ihre Lippen blau aussehen. Das kann Stunden nach dem Besuch beginnen. Warten Sie nicht auf uns. Schreiben Sie uns nicht erst."},"source":"novaphysicaltherapy.com (signs, and that they may begin hours later); onsets of 15 minutes to the next day: westjem.com traumatic-pneumothorax-following-acupuncture; none of three had been told to seek care: intjem s12245-022-00455-z"},{"topic":"soreness","heading":{"en":"Soreness","de":"Wenn es wehtut"},"words":{"en":"The place may feel sore, like after hard exercise. It starts within a few hours and is usually gone after one to three days. Call us if it gets worse instead of better, or lasts longer than three days.","de":"Die Stelle kann sich anfühlen wie nach hartem Sport. Das beginnt in den ersten Stunden und ist meist nach ein bis drei Tagen vorbei. Rufen Sie uns an, wenn es schlimmer statt besser wird oder länger als drei Tage dauert."},"source":"biologyinsights.com/what-to-do-after-dry-needling-for-optimal-recovery; Sánchez-Infante 2021, jpain.org S1526-5900(21)00024-9"},{"topic":"activity","heading":{"en":"Moving","de":"Bewegung"},"words":{"en":"Gentle movement is good for you. Do not train the treated muscles hard until tomorrow.","de":"Leichte Bewegung tut gut. Trainieren Sie die behandelten Muskeln bis morgen nicht hart."},"source":"biologyinsights.com/what-to-do-after-dry-needling-for-optimal-recovery; findatopdoc.com; africpronostic.com"},{"topic":"water","heading":{"en":"Drinking","de":"Trinken"},"words":{"en":"Drink water as you need it. Leave out alcohol today.","de":"Trinken Sie Wasser, wie Sie es brauchen. Trinken Sie heute keinen Alkohol."},"source":"biologyinsights.com/what-to-do-after-dry-needling-for-optimal-recovery. That water washes anything out is not shown and not said."},{"topic":"bruise","heading":{"en":"Bruises","de":"Blaue Flecken"},"words":{"en":"A small bruise is common. It fades within some days. Call us if it is big, very painful or keeps growing.","de":"Ein kleiner blauer Fleck ist häufig. Er vergeht in einigen Tagen. Rufen Sie uns an, wenn er groß ist, sehr wehtut oder weiter wächst."},"source":"biologyinsights.com/what-to-do-after-dry-needling-for-optimal-recovery; bruising in 7.55 % of treatments: Brady 2014, structureandfunction.net"},{"topic":"driving","heading":{"en":"Driving","de":"Auto fahren"},"words":{"en":"A few people feel sleepy or dizzy afterwards. If you do, do not drive, cycle or work with machines until it has passed.","de":"Manche sind danach müde oder schwindlig. Dann fahren Sie nicht Auto oder Rad und arbeiten nicht an Maschinen, bis es vorbei ist."},"source":"novaphysicaltherapy.com: 1 to 3 % feel drowsy"},{"topic":"infection","heading":{"en":"Signs of infection","de":"Zeichen einer Entzündung"},"words":{"en":"Look at the place in the next days. If it turns red, hot or swollen, if pus comes out, or if you get a fever, call us or a doctor the same day. If you feel very ill with it, call {emergencyPhone}.","de":"Sehen Sie sich die Stelle in den nächsten Tagen an. Wenn sie rot, heiß oder dick wird, wenn Eiter kommt oder wenn Sie Fieber bekommen, rufen Sie noch am selben Tag uns oder eine Ärztin oder einen Arzt an. Wenn Sie sich dabei sehr krank fühlen, rufen Sie {emergencyPhone} an."},"source":"No source with exact words was found: a clinician must write and approve this."},{"topic":"foundNeedle","heading":{"en":"If you find a needle","de":"Wenn Sie eine Nadel finden"},"words":{"en":"Call us on {clinicPhone}, whenever you find one, on you or on your clothes.","de":"Rufen Sie uns an unter {clinicPhone}, wann immer Sie eine finden, am Körper oder an der Kleidung."},"source":"No source with exact words was found: a clinician must write and approve this."},{"topic":"reach","heading":{"en":"How to reach us","de":"So erreichen Sie uns"},"words":{"en":"Phone: {clinicPhone}. {messageHours} At other times nobody reads your message. If you feel worse, do not wait for an answer.","de":"Telefon: {clinicPhone}. {messageHours} Zu anderen Zeiten liest niemand Ihre Nachricht. Wenn es Ihnen schlechter geht, warten Sie nicht auf eine Antwort."},"source":""}]$j$::jsonb),
  ('needle-left', $j${"en":"A needle stays in","de":"Eine Nadel bleibt"}$j$::jsonb, $j${"en":"A note after your visit","de":"Ein Hinweis nach Ihrem Besuch"}$j$::jsonb, $j${"en":"A small needle stays in on purpose, as you agreed at {clinic}. Here is how to look after it.","de":"Eine kleine Nadel bleibt mit Absicht, wie bei {clinic} vereinbart. Hier steht, wie Sie damit umgehen."}$j$::jsonb, $j${"en":"{clinic}: a note for you after your visit: {link} If you feel very ill, call {emergencyPhone}.","de":"{clinic}: eine Nachricht für Sie nach Ihrem Besuch: {link} Wenn es Ihnen sehr schlecht geht, rufen Sie {emergencyPhone} an."}$j$::jsonb,
    $j$[{"topic":"emergency","heading":{"en":"If something is badly wrong","de":"Wenn es Ihnen sehr schlecht geht"},"words":{"en":"Call {emergencyPhone} at once if you cannot breathe well, if your chest hurts, if you faint and do not feel better soon, or if you are very worried. Do not wait for us.","de":"Rufen Sie sofort {emergencyPhone} an, wenn Sie schlecht Luft bekommen, wenn die Brust wehtut, wenn Sie ohnmächtig werden und es nicht bald besser ist oder wenn Sie große Sorge haben. Warten Sie nicht auf uns."},"source":"novaphysicaltherapy.com (signs, and that they may begin hours later); onsets of 15 minutes to the next day: westjem.com traumatic-pneumothorax-following-acupuncture; none of three had been told to seek care: intjem s12245-022-00455-z"},{"topic":"chest","heading":{"en":"Get help at once","de":"Sofort Hilfe holen"},"words":{"en":"Call {emergencyPhone} at once if you are short of breath, if your chest hurts, if you get a dry cough, or if your lips look blue. This can start hours after the visit. Do not wait for us. Do not write to us first.","de":"Rufen Sie sofort {emergencyPhone} an, wenn Sie schlecht Luft bekommen, wenn die Brust wehtut, wenn Sie trocken husten müssen oder wenn Ihre Lippen blau aussehen. Das kann Stunden nach dem Besuch beginnen. Warten Sie nicht auf uns. Schreiben Sie uns nicht erst."},"source":"novaphysicaltherapy.com (signs, and that they may begin hours later); onsets of 15 minutes to the next day: westjem.com traumatic-pneumothorax-following-acupuncture; none of three had been told to seek care: intjem s12245-022-00455-z"},{"topic":"keep","heading":{"en":"Until it comes out","de":"Bis sie herauskommt"},"words":{"en":"Keep the place dry and covered. Do not press on it, do not push it deeper, and do not pull it out unless you were shown how.","de":"Halten Sie die Stelle trocken und bedeckt. Drücken Sie nicht darauf, schieben Sie sie nicht tiefer und ziehen Sie sie nicht heraus, wenn Ihnen niemand gezeigt hat, wie."},"source":"No source with exact words was found: a clinician must write and approve this."},{"topic":"infection","heading":{"en":"Signs of infection","de":"Zeichen einer Entzündung"},"words":{"en":"Look at the place in the next days. If it turns red, hot or swollen, if pus comes out, or if you get a fever, call us or a doctor the same day. If you feel very ill with it, call {emergencyPhone}.","de":"Sehen Sie sich die Stelle in den nächsten Tagen an. Wenn sie rot, heiß oder dick wird, wenn Eiter kommt oder wenn Sie Fieber bekommen, rufen Sie noch am selben Tag uns oder eine Ärztin oder einen Arzt an. Wenn Sie sich dabei sehr krank fühlen, rufen Sie {emergencyPhone} an."},"source":"No source with exact words was found: a clinician must write and approve this."},{"topic":"fellOut","heading":{"en":"If it comes out by itself","de":"Wenn sie von selbst herauskommt"},"words":{"en":"Do not throw it into the bin. Put it into a hard box, call us on {clinicPhone} and bring it along.","de":"Werfen Sie sie nicht in den Müll. Legen Sie sie in ein festes Gefäß, rufen Sie uns unter {clinicPhone} an und bringen Sie sie mit."},"source":"No source with exact words was found: a clinician must write and approve this."},{"topic":"removal","heading":{"en":"When it comes out","de":"Wann sie herauskommt"},"words":{"en":"Come on the day that you agreed with us; it stands on your paper, and we remind you. You can have it taken out sooner at any time: call {clinicPhone}.","de":"Kommen Sie an dem Tag, den Sie mit uns ausgemacht haben; er steht auf Ihrem Blatt, und wir erinnern Sie. Sie können sie jederzeit früher entfernen lassen: {clinicPhone}."},"source":"No source with exact words was found: a clinician must write and approve this."},{"topic":"reach","heading":{"en":"How to reach us","de":"So erreichen Sie uns"},"words":{"en":"Phone: {clinicPhone}. {messageHours} At other times nobody reads your message. If you feel worse, do not wait for an answer.","de":"Telefon: {clinicPhone}. {messageHours} Zu anderen Zeiten liest niemand Ihre Nachricht. Wenn es Ihnen schlechter geht, warten Sie nicht auf eine Antwort."},"source":""}]$j$::jsonb),
  ('needle-removal', $j${"en":"The day it comes out","de":"Der Tag, an dem sie herauskommt"}$j$::jsonb, $j${"en":"A reminder from {clinic}","de":"Eine Erinnerung von {clinic}"}$j$::jsonb, $j${"en":"You agreed with {clinic} on a day on which something is taken out again. That day is near.","de":"Sie haben mit {clinic} einen Tag ausgemacht, an dem etwas wieder entfernt wird. Dieser Tag ist nah."}$j$::jsonb, $j${"en":"{clinic}: a reminder for you: {link} Questions? Call {clinicPhone}. If you feel very ill, call {emergencyPhone}.","de":"{clinic}: eine Erinnerung für Sie: {link} Fragen? {clinicPhone}. Wenn es Ihnen sehr schlecht geht, rufen Sie {emergencyPhone} an."}$j$::jsonb,
    $j$[{"topic":"emergency","heading":{"en":"If something is badly wrong","de":"Wenn es Ihnen sehr schlecht geht"},"words":{"en":"Call {emergencyPhone} at once if you cannot breathe well, if your chest hurts, if you faint and do not feel better soon, or if you are very worried. Do not wait for us.","de":"Rufen Sie sofort {emergencyPhone} an, wenn Sie schlecht Luft bekommen, wenn die Brust wehtut, wenn Sie ohnmächtig werden und es nicht bald besser ist oder wenn Sie große Sorge haben. Warten Sie nicht auf uns."},"source":"novaphysicaltherapy.com (signs, and that they may begin hours later); onsets of 15 minutes to the next day: westjem.com traumatic-pneumothorax-following-acupuncture; none of three had been told to seek care: intjem s12245-022-00455-z"},{"topic":"chest","heading":{"en":"Get help at once","de":"Sofort Hilfe holen"},"words":{"en":"Call {emergencyPhone} at once if you are short of breath, if your chest hurts, if you get a dry cough, or if your lips look blue. This can start hours after the visit. Do not wait for us. Do not write to us first.","de":"Rufen Sie sofort {emergencyPhone} an, wenn Sie schlecht Luft bekommen, wenn die Brust wehtut, wenn Sie trocken husten müssen oder wenn Ihre Lippen blau aussehen. Das kann Stunden nach dem Besuch beginnen. Warten Sie nicht auf uns. Schreiben Sie uns nicht erst."},"source":"novaphysicaltherapy.com (signs, and that they may begin hours later); onsets of 15 minutes to the next day: westjem.com traumatic-pneumothorax-following-acupuncture; none of three had been told to seek care: intjem s12245-022-00455-z"},{"topic":"removal","heading":{"en":"When it comes out","de":"Wann sie herauskommt"},"words":{"en":"Come on the day that you agreed with us; it stands on your paper, and we remind you. You can have it taken out sooner at any time: call {clinicPhone}.","de":"Kommen Sie an dem Tag, den Sie mit uns ausgemacht haben; er steht auf Ihrem Blatt, und wir erinnern Sie. Sie können sie jederzeit früher entfernen lassen: {clinicPhone}."},"source":"No source with exact words was found: a clinician must write and approve this."},{"topic":"infection","heading":{"en":"Signs of infection","de":"Zeichen einer Entzündung"},"words":{"en":"Look at the place in the next days. If it turns red, hot or swollen, if pus comes out, or if you get a fever, call us or a doctor the same day. If you feel very ill with it, call {emergencyPhone}.","de":"Sehen Sie sich die Stelle in den nächsten Tagen an. Wenn sie rot, heiß oder dick wird, wenn Eiter kommt oder wenn Sie Fieber bekommen, rufen Sie noch am selben Tag uns oder eine Ärztin oder einen Arzt an. Wenn Sie sich dabei sehr krank fühlen, rufen Sie {emergencyPhone} an."},"source":"No source with exact words was found: a clinician must write and approve this."},{"topic":"fellOut","heading":{"en":"If it comes out by itself","de":"Wenn sie von selbst herauskommt"},"words":{"en":"Do not throw it into the bin. Put it into a hard box, call us on {clinicPhone} and bring it along.","de":"Werfen Sie sie nicht in den Müll. Legen Sie sie in ein festes Gefäß, rufen Sie uns unter {clinicPhone} an und bringen Sie sie mit."},"source":"No source with exact words was found: a clinician must write and approve this."},{"topic":"reach","heading":{"en":"How to reach us","de":"So erreichen Sie uns"},"words":{"en":"Phone: {clinicPhone}. {messageHours} At other times nobody reads your message. If you feel worse, do not wait for an answer.","de":"Telefon: {clinicPhone}. {messageHours} Zu anderen Zeiten liest niemand Ihre Nachricht. Wenn es Ihnen schlechter geht, warten Sie nicht auf eine Antwort."},"source":""}]$j$::jsonb)
) AS d("code", "name", "subject", "intro", "sms", "sections");
