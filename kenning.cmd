@echo off
rem Starts Kenning: see the launcher "kenning" beside this file, which does the same elsewhere.
setlocal EnableExtensions EnableDelayedExpansion
set "HERE=%~dp0"
if "%HERE:~-1%"=="\" set "HERE=%HERE:~0,-1%"
set "JDK_WANTED=25"
set "FOUND="

if defined KENNING_JAVA_HOME call :takes "%KENNING_JAVA_HOME%"
if not defined FOUND if defined JAVA_HOME call :takes "%JAVA_HOME%"
if not defined FOUND for /f "delims=" %%J in ('where java 2^>nul') do if not defined FOUND call :takes "%%~dpJ.."
if not defined FOUND for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do if not defined FOUND call :takes "%%~D"
if not defined FOUND (
  echo kenning: no JDK %JDK_WANTED% or newer was found. Install one, for example from https://adoptium.net, or set KENNING_JAVA_HOME to it. 1>&2
  exit /b 1
)

set "HOME_DIR="
if exist "%HERE%\..\lib\jvm.options" (
  set "HOME_DIR=%HERE%\.."
) else (
  call :built
  if not defined HOME_DIR (
    echo kenning: building this checkout once with mvn -q -DskipTests package; a minute or two ... 1>&2
    pushd "%HERE%"
    set "JAVA_HOME=!FOUND!"
    set "MAVEN_OPTS=!MAVEN_OPTS! --sun-misc-unsafe-memory-access=allow"
    call mvn -q -B -DskipTests -Dspotless.check.skip=true -Dkenning.archives.skip=true package 1>&2
    if errorlevel 1 (
      popd
      echo kenning: the build failed, see above. 1>&2
      exit /b 1
    )
    popd
    call :built
  )
)
if not defined HOME_DIR (
  echo kenning: no distribution beside "%HERE%". 1>&2
  exit /b 1
)

for %%J in ("%HOME_DIR%\lib\kenning-search-api-*.jar") do set "MAIN_JAR=%%~fJ"
if not defined KENNING_HEAP set "KENNING_HEAP=2g"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
if not defined KENNING_CACHE set "KENNING_CACHE=%LOCALAPPDATA%\kenning"
set "MODULES="
for %%C in (index serve benchmark evaluate compact) do if /i "%~1"=="%%C" set "MODULES=--add-modules=jdk.incubator.vector"
"%FOUND%\bin\java.exe" "@%HOME_DIR%\lib\jvm.options" %MODULES% -Xmx%KENNING_HEAP% %KENNING_JAVA_OPTS% "-Dkenning.cache=%KENNING_CACHE%" -cp "%MAIN_JAR%" dev.kenning.search.cli.Kenning %*
exit /b %ERRORLEVEL%

:built
for /d %%D in ("%HERE%\search-api\target\kenning-*") do if exist "%%~D\lib\jvm.options" set "HOME_DIR=%%~D"
exit /b 0

:takes
if not exist "%~1\bin\java.exe" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release" 2^>nul') do (
  for /f "delims=." %%M in ("%%~V") do if %%M GEQ %JDK_WANTED% set "FOUND=%~1"
)
exit /b 0
