# Read by cpack for each package: what is in a .tar.gz lies in one folder, not below /usr.
if(CPACK_GENERATOR STREQUAL TGZ)
  set(CPACK_PACKAGING_INSTALL_PREFIX /)
endif()
