# Installs the installer in dist\ silently, tries the installed program, removes it silently and looks at what is left.
# usage: powershell -ExecutionPolicy Bypass -File packaging\windows\check.ps1
$ErrorActionPreference = "Stop"
$setup = Get-ChildItem "dist\*-setup.exe" | Select-Object -First 1
$folder = Join-Path $env:TEMP "EmoDesk check"

function Wait-For([string] $program, [string[]] $arguments) {
    $process = Start-Process $program -ArgumentList $arguments -Wait -PassThru
    if ($process.ExitCode -ne 0) { throw "$program ended with code $($process.ExitCode)" }
}

Wait-For $setup.FullName @("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/CURRENTUSER", "/DIR=`"$folder`"")
& "$folder\emodesk.exe" self-test
if ($LASTEXITCODE -ne 0) { throw "the self-test ended with code $LASTEXITCODE" }
$extension = (Get-ItemProperty "HKCU:\Software\Classes\.emodesk")."(default)"
if ($extension -ne "EmoDesk.Project") { throw ".emodesk belongs to '$extension'" }

Wait-For "$folder\unins000.exe" @("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")
Start-Sleep -Seconds 5
if (Test-Path $folder) { throw "left behind: $(Get-ChildItem $folder -Recurse | ForEach-Object { $_.FullName })" }
if (Test-Path "HKCU:\Software\Classes\EmoDesk.Project") { throw "the file type is still registered" }
