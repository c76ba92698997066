-- Open screens hear that something changed, never what: the clinic and the table, no person and no content.
CREATE FUNCTION "tell_screens"() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE clinic UUID;
BEGIN
  IF TG_OP = 'DELETE' THEN clinic := OLD."clinic_id"; ELSE clinic := NEW."clinic_id"; END IF;
  PERFORM pg_notify('filiform_live', clinic::text || ' ' || TG_TABLE_NAME);
  RETURN NULL;
END $$;
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "appointment" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "encounter" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "task" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "lot" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT ON "lot_use" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "communication" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "absence" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
