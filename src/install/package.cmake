# What a package has besides the program: manual page, completions, and what a desktop wants to know; and the packages
# themselves, made by `./dev package`: a .deb, and a .tar.gz that runs from wherever it is unpacked.

# ---- made by the program, from the tables that its command line is read with

find_program(GZIP gzip REQUIRED)
set(manual ${CMAKE_CURRENT_BINARY_DIR}/manual)
file(MAKE_DIRECTORY ${manual})
add_custom_command(OUTPUT ${manual}/nabla.1.gz ${manual}/nabla.bash ${manual}/_nabla ${manual}/nabla.fish
  COMMAND nabla-cli manual man > ${manual}/nabla.1
  COMMAND ${GZIP} -9nf ${manual}/nabla.1
  COMMAND nabla-cli manual bash > ${manual}/nabla.bash
  COMMAND nabla-cli manual zsh > ${manual}/_nabla
  COMMAND nabla-cli manual fish > ${manual}/nabla.fish
  DEPENDS nabla-cli VERBATIM)
add_custom_target(manual ALL DEPENDS ${manual}/nabla.1.gz)
install(FILES ${manual}/nabla.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${manual}/nabla.bash DESTINATION share/bash-completion/completions RENAME nabla)
install(FILES ${manual}/_nabla DESTINATION share/zsh/vendor-completions)
install(FILES ${manual}/nabla.fish DESTINATION share/fish/vendor_completions.d)

# ---- the desktop

install(FILES desktop/nabla.desktop DESTINATION share/applications)
install(FILES desktop/nabla.svg DESTINATION share/icons/hicolor/scalable/apps)
install(FILES desktop/nabla.metainfo.xml DESTINATION share/metainfo RENAME org.nabla.nabla.metainfo.xml)
install(FILES desktop/nabla-notebook.xml DESTINATION share/mime/packages)

# ---- what Debian asks for

add_custom_command(OUTPUT ${manual}/changelog.gz
  COMMAND ${GZIP} -9nc ${CMAKE_CURRENT_SOURCE_DIR}/debian/changelog > ${manual}/changelog.gz
  DEPENDS debian/changelog VERBATIM)
add_custom_target(changelog ALL DEPENDS ${manual}/changelog.gz)
install(FILES debian/copyright ${manual}/changelog.gz ${PROJECT_SOURCE_DIR}/THIRD-PARTY.md DESTINATION share/doc/nabla)
install(FILES debian/lintian-overrides DESTINATION share/lintian/overrides RENAME nabla)

# ---- packages

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME nabla)
set(CPACK_PACKAGE_VENDOR "The Nabla authors")
set(CPACK_PACKAGE_CONTACT "The Nabla authors <nabla@nabla.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "whiteboard for mathematics that moves")
set(CPACK_PACKAGE_DESCRIPTION "Nabla plays lessons of mathematics: linear transformations, gradients, a
network that learns to read. One steps through them, takes hold of what is
seen, goes back to any moment, draws over them, and makes films of them. A
lesson is a single C file: saved, and seen at once.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_FILE_NAME nabla-${PROJECT_VERSION}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_SOURCE_DIR}/debian/triggers)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR})
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "tcc | gcc, libc6-dev")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_SOURCE_DIR}/package_prefix.cmake)
include(CPack)
