-- UNPROVEN: checked by a PL/SQL parser only, never run on an Oracle database.
create or replace package body pipemill_ebs as

  type argument_table is table of varchar2(240) index by pls_integer;

  -- The n-th argument, or CHR(0) behind the last: the value by which SUBMIT_REQUEST sees the end.
  function argument (p_all in argument_table, p_number in pls_integer) return varchar2 is
  begin
    if p_number > p_all.count then
      return chr(0);
    end if;
    return p_all(p_number);
  end argument;

  function split (p_text in varchar2) return argument_table is
    l_all   argument_table;
    l_from  pls_integer := 1;
    l_to    pls_integer;
    l_count pls_integer := 0;
  begin
    if p_text is null then
      return l_all;
    end if;
    loop
      l_to := instr(p_text, chr(10), l_from);
      l_count := l_count + 1;
      if l_to = 0 then
        l_all(l_count) := substr(p_text, l_from);
        exit;
      end if;
      l_all(l_count) := substr(p_text, l_from, l_to - l_from);
      l_from := l_to + 1;
    end loop;
    return l_all;
  end split;

  -- The session of a request must know who it is and which operating units it may see. Done at every call: pooled sessions are shared.
  procedure open_session (p_user in varchar2, p_responsibility in varchar2, p_org_id in number, p_application in varchar2) is
    l_user_id        number;
    l_resp_id        number;
    l_application_id number;
  begin
    select u.user_id into l_user_id from fnd_user u where u.user_name = p_user;
    select r.responsibility_id, r.application_id into l_resp_id, l_application_id
      from fnd_responsibility r where r.responsibility_key = p_responsibility;
    fnd_global.apps_initialize(l_user_id, l_resp_id, l_application_id);
    mo_global.init(p_application);
    if p_org_id is not null then
      mo_global.set_policy_context('S', p_org_id);
      fnd_request.set_org_id(p_org_id);
    end if;
  end open_session;

  function submit_request (
    p_user           in varchar2,
    p_responsibility in varchar2,
    p_org_id         in number,
    p_application    in varchar2,
    p_program        in varchar2,
    p_description    in varchar2,
    p_arguments      in varchar2
  ) return number is
    l_all argument_table;
  begin
    open_session(p_user, p_responsibility, p_org_id, p_application);
    l_all := split(p_arguments);
    return fnd_request.submit_request(
      application => p_application,
      program     => p_program,
      description => p_description,
      start_time  => null,
      sub_request => false,
      argument1   => argument(l_all, 1),
      argument2   => argument(l_all, 2),
      argument3   => argument(l_all, 3),
      argument4   => argument(l_all, 4),
      argument5   => argument(l_all, 5),
      argument6   => argument(l_all, 6),
      argument7   => argument(l_all, 7),
      argument8   => argument(l_all, 8),
      argument9   => argument(l_all, 9),
      argument10  => argument(l_all, 10),
      argument11  => argument(l_all, 11),
      argument12  => argument(l_all, 12),
      argument13  => argument(l_all, 13),
      argument14  => argument(l_all, 14),
      argument15  => argument(l_all, 15));
  end submit_request;

end pipemill_ebs;
/
