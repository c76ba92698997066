-- Screens that show which needles there are, or read labels, hear of what changed elsewhere.
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "needle_product" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "product_identifier" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "scanner_setting" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
