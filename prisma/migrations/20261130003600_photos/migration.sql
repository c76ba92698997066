-- Photos that patients add to what they answer after a visit.

CREATE TABLE "check_in_photo" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "check_in_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "width_px" INTEGER NOT NULL,
    "height_px" INTEGER NOT NULL,
    "jpeg" BYTEA NOT NULL,
    CONSTRAINT "check_in_photo_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "check_in_photo_clinic_id_check_in_id_at_idx" ON "check_in_photo"("clinic_id","check_in_id","at");
CREATE INDEX "check_in_photo_clinic_id_patient_id_idx" ON "check_in_photo"("clinic_id","patient_id");
ALTER TABLE "check_in_photo" ADD CONSTRAINT "check_in_photo_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in_photo" ADD CONSTRAINT "check_in_photo_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "patient"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in_photo" ADD CONSTRAINT "check_in_photo_clinic_id_check_in_id_fkey" FOREIGN KEY ("clinic_id","check_in_id") REFERENCES "check_in"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in_photo"
  ADD CHECK ("width_px" BETWEEN 1 AND 2000 AND "height_px" BETWEEN 1 AND 2000),
  ADD CHECK (octet_length("jpeg") BETWEEN 20 AND 1000000),
  ADD CHECK (substring("jpeg" FROM 1 FOR 3) = '\xffd8ff'::bytea AND substring("jpeg" FROM octet_length("jpeg") - 1) = '\xffd9'::bytea),
  -- where and with which telephone it was taken is nobody's business
  ADD CONSTRAINT "photo_says_nothing_else" CHECK (position('\x457869660000'::bytea IN "jpeg") = 0);
-- a picture is packed already
ALTER TABLE "check_in_photo" ALTER COLUMN "jpeg" SET STORAGE EXTERNAL;

-- Of the patient whose answer it is, never of somebody who was erased, and no more of them than anybody needs, however many
-- are sent at once.
CREATE FUNCTION "photo_fits"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE answer "check_in"%ROWTYPE;
BEGIN
  SELECT * INTO answer FROM "check_in" c WHERE c."clinic_id" = NEW."clinic_id" AND c."id" = NEW."check_in_id";
  IF answer."patient_id" IS DISTINCT FROM NEW."patient_id" OR answer."encounter_id" IS NULL
    OR EXISTS (SELECT 1 FROM "patient" p WHERE p."clinic_id" = NEW."clinic_id" AND p."id" = NEW."patient_id" AND p."erased_at" IS NOT NULL) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a photo is of the patient whose answer it comes with', CONSTRAINT = 'photo_agrees';
  END IF;
  PERFORM 1 FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = answer."encounter_id" FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM "check_in_photo" o WHERE o."clinic_id" = NEW."clinic_id" AND o."check_in_id" = NEW."check_in_id") >= 3
    OR (SELECT count(*) FROM "check_in_photo" o JOIN "check_in" c ON c."clinic_id" = o."clinic_id" AND c."id" = o."check_in_id"
      WHERE c."clinic_id" = NEW."clinic_id" AND c."encounter_id" = answer."encounter_id") >= 12 THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'there are enough photos of this', CONSTRAINT = 'photos_enough';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "photo_fits"() FROM PUBLIC;
CREATE TRIGGER "photo_fits" BEFORE INSERT ON "check_in_photo" FOR EACH ROW EXECUTE FUNCTION "photo_fits"();

-- What is seen in it no table can sort: when it arrives, somebody has to look, also at one that came late or with a harmless answer.
CREATE FUNCTION "photo_has_its_task"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "task" t WHERE t."clinic_id" = NEW."clinic_id" AND t."check_in_id" = NEW."check_in_id" AND t."status" = 'open') THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a photo that somebody has to look at has its task', CONSTRAINT = 'photo_has_its_task';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "photo_has_its_task"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "photo_has_its_task" AFTER INSERT ON "check_in_photo" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "photo_has_its_task"();

-- Whoever is erased leaves no picture behind.
CREATE FUNCTION "photos_are_erased"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM "check_in_photo" o WHERE o."clinic_id" = NEW."clinic_id" AND o."patient_id" = NEW."id";
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "photos_are_erased"() FROM PUBLIC;
CREATE TRIGGER "photos_are_erased" AFTER UPDATE OF "erased_at" ON "patient" FOR EACH ROW
  WHEN (OLD."erased_at" IS NULL AND NEW."erased_at" IS NOT NULL) EXECUTE FUNCTION "photos_are_erased"();

ALTER TABLE "check_in_photo" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "check_in_photo" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "by_the_clinic" ON "check_in_photo" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK (coalesce(current_setting('app.actor', true), '') = 'system');
-- seen by whoever reads the answer, whose own walls are asked
CREATE POLICY "with_the_answer" ON "check_in_photo" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING (EXISTS (SELECT 1 FROM "check_in" c WHERE c."clinic_id" = "check_in_photo"."clinic_id" AND c."id" = "check_in_photo"."check_in_id"));
GRANT SELECT, INSERT ON "check_in_photo" TO "filiform_app";
CREATE TRIGGER "tell_screens" AFTER INSERT ON "check_in_photo" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

-- An answer that asks for nothing has somebody who reads it, too, once a photo has come with it.
CREATE OR REPLACE FUNCTION "visit_answers"("of_appointment" UUID)
RETURNS TABLE ("id" UUID, "at" TIMESTAMPTZ, "via" TEXT, "needs_reading" BOOLEAN, "taken_by" TEXT, "taken_at" TIMESTAMPTZ, "done_at" TIMESTAMPTZ)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT k."id", k."at", k."via", k."tier" <> 'harmless' OR t."tasks" > 0, t."by", t."taken_at", t."done_at"
  FROM "encounter" e
  JOIN "check_in" k ON k."clinic_id" = e."clinic_id" AND k."encounter_id" = e."id"
  LEFT JOIN LATERAL (
    SELECT count(*) AS "tasks", (array_agg(x."taken_by_name" ORDER BY x."taken_at") FILTER (WHERE x."taken_at" IS NOT NULL))[1] AS "by",
      min(x."taken_at") AS "taken_at", CASE WHEN bool_and(x."status" = 'done') THEN max(x."done_at") END AS "done_at"
    FROM "task" x WHERE x."clinic_id" = k."clinic_id" AND x."check_in_id" = k."id") t ON true
  WHERE app_is_staff() AND e."clinic_id" = nullif(current_setting('app.clinic_id', true), '')::uuid AND e."appointment_id" = "of_appointment"
  ORDER BY k."at", k."id" LIMIT 100 $$;
