# Changes a text of somebody else's within a variable, and fails where it is not there: a newer version wants to be looked at.
function(change_text variable old new)
  string(REPLACE "${old}" "${new}" changed "${${variable}}")
  if(changed STREQUAL ${variable})
    message(FATAL_ERROR "what is changed here is not in this version of it: ${old}")
  endif()
  set(${variable} "${changed}" PARENT_SCOPE)
endfunction()
