; Inno Setup script: installs dist\emodesk for one user, without an administrator. Compile it from this folder:
;   iscc /DVersion=0.1.0 emodesk.iss
; Silent: emodesk-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART [/DIR="..."] [/TASKS="desktopicon,path"] [/ALLUSERS]

#ifndef Version
  #error Say which version: iscc /DVersion=0.1.0 emodesk.iss
#endif
#define Program "..\..\dist\emodesk"

[Setup]
AppId={{6D1F6E2B-6C0E-4B0C-9B3A-2E0D6A3F8B51}
AppName=EmoDesk
AppVersion={#Version}
AppPublisher=The EmoDesk authors
DefaultDirName={autopf}\EmoDesk
DefaultGroupName=EmoDesk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=emodesk-{#Version}-windows-x64-setup
SetupIconFile=..\..\build\bundle\icons\emodesk.ico
UninstallDisplayIcon={app}\emodeskw.exe
UninstallDisplayName=EmoDesk
VersionInfoVersion={#Version}
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.ProjectFile=EmoDesk project
de.ProjectFile=EmoDesk-Projekt
en.PathTask=Let “emodesk” be found on the command line
de.PathTask=„emodesk“ auf der Kommandozeile finden lassen
en.KeepQuestion=Delete downloaded models, settings and logs as well?%n%nYour spreadsheets and project files (.emodesk) stay where you saved them in any case.
de.KeepQuestion=Auch heruntergeladene Modelle, Einstellungen und Protokolle löschen?%n%nIhre Tabellen und Projektdateien (.emodesk) bleiben in jedem Fall, wo Sie sie gespeichert haben.

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "{cm:PathTask}"; Flags: unchecked

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[InstallDelete]
; What an older version had and this one hasn't.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licences"

[Icons]
Name: "{autoprograms}\EmoDesk"; Filename: "{app}\emodeskw.exe"
Name: "{autodesktop}\EmoDesk"; Filename: "{app}\emodeskw.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.emodesk"; ValueType: string; ValueData: "EmoDesk.Project"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\EmoDesk.Project"; ValueType: string; ValueData: "{cm:ProjectFile}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\EmoDesk.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\emodeskw.exe,0"
Root: HKA; Subkey: "Software\Classes\EmoDesk.Project\shell\open\command"; ValueType: string; ValueData: """{app}\emodeskw.exe"" ""%1"""
; Among “Open with” of spreadsheets, never instead of what is set there.
Root: HKA; Subkey: "Software\Classes\Applications\emodeskw.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "EmoDesk"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\emodeskw.exe\shell\open\command"; ValueType: string; ValueData: """{app}\emodeskw.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\emodeskw.exe\SupportedTypes"; ValueType: string; ValueName: ".xlsx"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\emodeskw.exe\SupportedTypes"; ValueType: string; ValueName: ".xlsm"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\emodeskw.exe\SupportedTypes"; ValueType: string; ValueName: ".xls"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\emodeskw.exe\SupportedTypes"; ValueType: string; ValueName: ".ods"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\emodeskw.exe\SupportedTypes"; ValueType: string; ValueName: ".csv"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\emodeskw.exe\SupportedTypes"; ValueType: string; ValueName: ".tsv"; ValueData: ""
Root: HKA; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: IsNewInPath and not IsAdminInstallMode

[Run]
Filename: "{app}\emodeskw.exe"; Description: "{cm:LaunchProgram,EmoDesk}"; Flags: nowait postinstall skipifsilent

[Code]
function IsNewInPath: Boolean;
var
  Folders: String;
begin
  Result := not RegQueryStringValue(HKCU, 'Environment', 'Path', Folders)
    or (Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', ';' + Lowercase(Folders) + ';') = 0);
end;

procedure TakeOutOfPath;
var
  Folders: String;
  Place: Integer;
  Own: String;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Folders) then
    exit;
  Own := ';' + ExpandConstant('{app}');
  Place := Pos(Lowercase(Own) + ';', Lowercase(Folders) + ';');
  if Place > 0 then
  begin
    Delete(Folders, Place, Length(Own));
    RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Folders);
  end;
end;

// A silent removal keeps the user's models and settings: nobody was asked.
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if Step <> usPostUninstall then
    exit;
  TakeOutOfPath;
  if not UninstallSilent
    and (MsgBox(CustomMessage('KeepQuestion'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES) then
    DelTree(ExpandConstant('{localappdata}\emodesk'), True, True, True);
end;
