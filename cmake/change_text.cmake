# Changes a text of somebody else's within a variable, and fails where it is not there: a newer version wants to be looked at.
function(change_text variable old new)
  string(REPLACE "${old}" "${new}" changed "${${variable}}")
  if(changed STREQUAL ${variable})
    message(FATAL_ERROR "what is changed here is not in this version of it: ${old}")
  endif()
  set(${variable} "${changed}" PARENT_SCOPE)
endfunction()

# A copy of a file of somebody else's, with a text changed.
function(copy_changed from to old new)
  file(READ ${from} text)
  change_text(text "${old}" "${new}")
  file(CONFIGURE OUTPUT ${to} CONTENT "${text}" @ONLY)
endfunction()
