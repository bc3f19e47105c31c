# Makes the Windows installer and the portable zip in dist\. Needs Python 3.11 or newer, Visual Studio's C++ tools, Inno Setup 6.
# usage: powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
$ErrorActionPreference = "Stop"
$root = Resolve-Path (Join-Path $PSScriptRoot "..\..")
Set-Location $root

function Invoke-Step([string] $program, [string[]] $arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program ended with code $LASTEXITCODE" }
}

# The icon has to be there before the program is frozen.
Invoke-Step python @("packaging/bootstrap.py", "setup")
Invoke-Step ".venv\Scripts\python.exe" @("packaging\bundling\draw_icons.py", "build\bundle\icons")
$env:EMODESK_ICON = Join-Path $root "build\bundle\icons\emodesk.ico"
Invoke-Step python @("packaging/bootstrap.py", "bundle")

# What llama.cpp and Qt need of Microsoft's C++ run-time, OpenMP's among it, lies beside the program: not every PC has it.
$vswhere = Join-Path ${env:ProgramFiles(x86)} "Microsoft Visual Studio\Installer\vswhere.exe"
$studio = & $vswhere -latest -products * -property installationPath
$redist = Get-ChildItem (Join-Path $studio "VC\Redist\MSVC\*\x64") -Directory | Sort-Object FullName | Select-Object -Last 1
foreach ($name in "vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcomp140.dll") {
    $found = Get-ChildItem $redist.FullName -Recurse -Filter $name | Select-Object -First 1
    if (-not $found) { throw "$name isn't among the redistributable files of Visual Studio" }
    Copy-Item $found.FullName "dist\emodesk\_internal\$name" -Force
    Copy-Item $found.FullName "dist\emodesk\_internal\llama_cpp\lib\$name" -Force
}

Invoke-Step "dist\emodesk\emodesk.exe" @("self-test")

$version = & "dist\emodesk\emodesk.exe" --version
$version = $version -replace "^EmoDesk ", ""
if ($env:EMODESK_SIGNTOOL_ARGUMENTS) {
    $signed = Get-ChildItem "dist\emodesk" -Filter "*.exe" | ForEach-Object { $_.FullName }
    Invoke-Step signtool (@("sign") + $env:EMODESK_SIGNTOOL_ARGUMENTS.Split(" ") + $signed)
}
Compress-Archive -Path "dist\emodesk" -DestinationPath "dist\emodesk-$version-windows-x64-portable.zip" -Force
$compiler = Join-Path ${env:ProgramFiles(x86)} "Inno Setup 6\ISCC.exe"
Invoke-Step $compiler @("/Qp", "/DVersion=$version", "packaging\windows\emodesk.iss")
if ($env:EMODESK_SIGNTOOL_ARGUMENTS) {
    $setup = "dist\emodesk-$version-windows-x64-setup.exe"
    Invoke-Step signtool (@("sign") + $env:EMODESK_SIGNTOOL_ARGUMENTS.Split(" ") + @($setup))
}
