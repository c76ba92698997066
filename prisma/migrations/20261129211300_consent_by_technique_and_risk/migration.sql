-- A version of the words says what in it reads otherwise than before, by technique and risk: nobody is asked anew for what
-- concerns others.
ALTER TABLE "consent_policy" ADD COLUMN "changed_since" JSONB NOT NULL DEFAULT '{}';
