-- Wrapper package of the Pipemill adapter for Oracle E-Business Suite R12. Owner: APPS. The adapter's own user (not APPS) gets EXECUTE and a synonym.
-- UNPROVEN: checked by a PL/SQL parser only, never run on an Oracle database.
create or replace package pipemill_ebs authid definer as

  -- Submits one concurrent request in the caller's transaction; it runs after the caller's COMMIT.
  --   p_user            FND_USER.USER_NAME the request runs as
  --   p_responsibility  FND_RESPONSIBILITY.RESPONSIBILITY_KEY
  --   p_org_id          operating unit; null for all the responsibility may access
  --   p_application     short name: ONT, AR, INV
  --   p_program         OEOIMP, RACUST, INCOIN
  --   p_description     shown in the request list
  --   p_arguments       the program's arguments in order, separated by CHR(10); an empty one is null
  -- Gives the request id, or 0 if FND_REQUEST.SUBMIT_REQUEST refuses (see FND_MESSAGE).
  function submit_request (
    p_user           in varchar2,
    p_responsibility in varchar2,
    p_org_id         in number,
    p_application    in varchar2,
    p_program        in varchar2,
    p_description    in varchar2,
    p_arguments      in varchar2
  ) return number;

end pipemill_ebs;
/
