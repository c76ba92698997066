-- Why a sharps container was closed. Of those closed before this was asked, nobody knows.
ALTER TABLE "sharps_container" ADD COLUMN "closed_for" TEXT;
ALTER TABLE "sharps_container" ADD CHECK ("closed_for" IN ('full', 'days-over', 'moved', 'damaged', 'replaced') AND "closed_at" IS NOT NULL OR "closed_for" IS NULL);
GRANT UPDATE ("closed_for") ON "sharps_container" TO "filiform_app";
CREATE INDEX "sharps_container_clinic_id_closed_at_idx" ON "sharps_container"("clinic_id", "closed_at");

-- Which visits a container covers is proved by its days: once closed it stays as it was.
CREATE FUNCTION "sharps_container_stays_closed"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a container that was closed stays as it was', CONSTRAINT = 'sharps_container_stays_closed';
END $$;
REVOKE EXECUTE ON FUNCTION "sharps_container_stays_closed"() FROM PUBLIC;
CREATE TRIGGER "sharps_container_stays_closed" BEFORE UPDATE ON "sharps_container" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL) EXECUTE FUNCTION "sharps_container_stays_closed"();
