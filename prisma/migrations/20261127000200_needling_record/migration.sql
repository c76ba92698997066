-- What was done to an area beside the needles: the point, how the needle was worked, the current, how deep, what answered.
ALTER TABLE "procedure"
  ADD COLUMN "point" TEXT,
  ADD COLUMN "manipulation" TEXT,
  ADD COLUMN "electro_hertz" DECIMAL(6,2),
  ADD COLUMN "electro_milliampere" DECIMAL(5,2),
  ADD COLUMN "electro_minutes" INTEGER,
  ADD COLUMN "depth_mm" DECIMAL(5,1),
  ADD COLUMN "angle_degrees" INTEGER,
  ADD COLUMN "response" TEXT,
  ADD COLUMN "lot_use_id" UUID,
  ADD COLUMN "by_identity_id" TEXT;
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_clinic_id_lot_use_id_fkey" FOREIGN KEY ("clinic_id", "lot_use_id") REFERENCES "lot_use"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "procedure" ADD CONSTRAINT "procedure_details" CHECK (
  ("point" IS NULL OR length(btrim("point")) BETWEEN 1 AND 40)
  AND ("manipulation" IS NULL OR "manipulation" IN ('left-alone', 'up-and-down', 'rotated', 'lifted-and-thrust', 'flicked'))
  AND ("response" IS NULL OR "response" IN ('local-twitch', 'none', 'dull-ache', 'known-pain', 'pain', 'autonomic'))
  AND ("electro_hertz" IS NULL OR "electro_hertz" > 0)
  AND ("electro_milliampere" IS NULL OR "electro_milliampere" > 0)
  AND ("electro_minutes" IS NULL OR "electro_minutes" BETWEEN 1 AND 240)
  AND ("depth_mm" IS NULL OR ("depth_mm" > 0 AND "depth_mm" <= "length_mm"))
  AND ("angle_degrees" IS NULL OR "angle_degrees" BETWEEN 1 AND 90));

-- Whether depth and angle are asked for is the clinic's to say.
ALTER TABLE "clinic" ADD COLUMN "asks_depth_and_angle" BOOLEAN NOT NULL DEFAULT false;
GRANT UPDATE ("asks_depth_and_angle") ON "clinic" TO "filiform_app";

-- A clinic's usual needlings: muscles without a side. Z8: side, lot and number are of today, and never in here.
CREATE TABLE "needling_template" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" JSONB NOT NULL,
    "technique" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "needling_template_pkey" PRIMARY KEY ("clinic_id","id")
);
ALTER TABLE "needling_template" ADD CONSTRAINT "needling_template_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needling_template" ADD CONSTRAINT "template_names_muscles" CHECK (
  jsonb_typeof("items") = 'array' AND jsonb_array_length("items") BETWEEN 1 AND 20
  AND NOT jsonb_path_exists("items", '$[*].keyvalue() ? (@.key != "muscle" && @.key != "manipulation" && @.key != "retained")')
  AND NOT jsonb_path_exists("items", '$[*].muscle ? (@ like_regex "[.](left|right)$")'));
ALTER TABLE "needling_template" ADD CHECK ("technique" IN ('deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture', 'electro-needling'));
ALTER TABLE "needling_template" ADD CHECK (length(btrim("source")) > 0);
ALTER TABLE "needling_template" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "needling_template" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "needling_template" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
GRANT SELECT ON "needling_template" TO "filiform_app";
