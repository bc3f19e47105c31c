<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About EmoDesk</source>
        <translation>Über EmoDesk</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>Labels the texts of a spreadsheet with sentiment, emotions and intensities, using EmoLLM models run by llama.cpp on this computer. It goes online only to fetch a model that you ask for, and it is no clinical instrument.</source>
        <translation>Versieht die Texte einer Tabelle mit Stimmung, Emotionen und Intensitäten. EmoLLM-Modelle laufen dazu mit llama.cpp auf diesem Rechner. EmoDesk geht nur ins Netz, um ein Modell zu holen, um das Sie bitten, und ist kein klinisches Instrument.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Icons</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Typeface</source>
        <translation>Schrift</translation>
    </message>
</context>
<context>
    <name>AddingCard</name>
    <message>
        <source>Add a model that you have</source>
        <translation>Ein Modell hinzufügen, das Sie haben</translation>
    </message>
    <message>
        <source>Any EmoLLM in the GGUF format will do, from a colleague or on a USB stick; also a zip that EmoDesk packed on another computer. It&apos;s checked and copied; nothing goes online for it.</source>
        <translation>Jedes EmoLLM im GGUF-Format ist recht, von einer Kollegin oder auf einem USB-Stick, auch eine Zip-Datei, die EmoDesk auf einem anderen Rechner gepackt hat. Es wird geprüft und kopiert; nichts geht dafür ins Netz.</translation>
    </message>
    <message>
        <source>Add a model file…</source>
        <translation>Modelldatei hinzufügen …</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Open the models folder</source>
        <translation>Modellordner öffnen</translation>
    </message>
    <message>
        <source>Add a model file</source>
        <translation>Modelldatei hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder with a model</source>
        <translation>Ordner mit einem Modell hinzufügen</translation>
    </message>
    <message>
        <source>{0} is ready.</source>
        <translation>{0} ist bereit.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ClassChoice</name>
    <message>
        <source>Key {0}</source>
        <translation>Taste {0}</translation>
    </message>
</context>
<context>
    <name>ClassEditor</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>CountsLine</name>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>distinct texts</source>
        <translation>verschiedene Texte</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>very long, read in parts</source>
        <translation>sehr lang, in Teilen gelesen</translation>
    </message>
    <message>
        <source>probably not English</source>
        <translation>vermutlich nicht Englisch</translation>
    </message>
    <message>
        <source>still counting…</source>
        <translation>wird noch gezählt …</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Versions, hardware, models and the last crash, for a report to the developers. None of your texts, labels or file names is in it; read it before you send it.</source>
        <translation>Versionen, Hardware, Modelle und der letzte Absturz, für einen Bericht an die Entwickler. Keiner Ihrer Texte, kein Label und kein Dateiname steht darin; lesen Sie es, bevor Sie es abschicken.</translation>
    </message>
    <message>
        <source>Collecting…</source>
        <translation>Wird gesammelt …</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>DownloadDialog</name>
    <message>
        <source>Download a model</source>
        <translation>Ein Modell herunterladen</translation>
    </message>
    <message>
        <source>Download {0}?</source>
        <translation>{0} herunterladen?</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>For this, and for nothing else, EmoDesk goes online. The hub sees this computer&apos;s address and which model is fetched; nothing of your texts and labels leaves the computer.</source>
        <translation>Dafür, und für nichts sonst, geht EmoDesk ins Netz. Der Hub sieht die Adresse dieses Rechners und welches Modell geholt wird; nichts von Ihren Texten und Labels verlässt den Rechner.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>{0} · advised</source>
        <translation>{0} · empfohlen</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>{0}; {1} are free on that disk</source>
        <translation>{0}; auf dem Datenträger sind {1} frei</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>needs {0}; {1} are free now</source>
        <translation>braucht {0}; {1} sind gerade frei</translation>
    </message>
    <message>
        <source>happens on this computer, after the download; it takes {0} more on the disk meanwhile, and {1} stay</source>
        <translation>geschieht nach dem Herunterladen auf diesem Computer; dabei braucht es weitere {0} auf der Festplatte, {1} bleiben</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop to open</source>
        <translation>Zum Öffnen loslassen</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the labels</source>
        <translation>Labels exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Export %n project(s)</source>
        <translation>
            <numerusform>%n Projekt exportieren</numerusform>
            <numerusform>%n Projekte exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>A new file is written; your spreadsheet stays as it is.</source>
        <translation>Es entsteht eine neue Datei; Ihre Tabelle bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Label columns</source>
        <translation>Labelspalten</translation>
    </message>
    <message>
        <source>With a column of confidence beside each label</source>
        <translation>Mit einer Spalte für die Konfidenz neben jedem Label</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>My own file with the labels added ({0})</source>
        <translation>Meine eigene Datei mit den Labels dazu ({0})</translation>
    </message>
    <message>
        <source>My own files with the labels added, where that can be done</source>
        <translation>Meine eigenen Dateien mit den Labels dazu, wo das geht</translation>
    </message>
    <message>
        <source>New workbook (.xlsx), with charts and a summary</source>
        <translation>Neue Arbeitsmappe (.xlsx), mit Diagrammen und Übersicht</translation>
    </message>
    <message>
        <source>New OpenDocument spreadsheet (.ods), with a summary</source>
        <translation>Neue OpenDocument-Tabelle (.ods), mit Übersicht</translation>
    </message>
    <message>
        <source>CSV for Excel (.csv)</source>
        <translation>CSV für Excel (.csv)</translation>
    </message>
    <message>
        <source>Tab-separated text (.tsv)</source>
        <translation>Text mit Tabulatoren (.tsv)</translation>
    </message>
    <message>
        <source>Parquet (.parquet), for R and Python</source>
        <translation>Parquet (.parquet), für R und Python</translation>
    </message>
    <message>
        <source>JSON Lines (.jsonl)</source>
        <translation>JSON Lines (.jsonl)</translation>
    </message>
    <message>
        <source>All rows ({0})</source>
        <translation>Alle Zeilen ({0})</translation>
    </message>
    <message>
        <source>Only those that the filters show ({0})</source>
        <translation>Nur die, die die Filter zeigen ({0})</translation>
    </message>
    <message>
        <source>Only the selected ones ({0})</source>
        <translation>Nur die ausgewählten ({0})</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>No label column is ticked.</source>
        <translation>Keine Labelspalte ist angekreuzt.</translation>
    </message>
    <message>
        <source>Tick at least one.</source>
        <translation>Kreuzen Sie mindestens eine an.</translation>
    </message>
</context>
<context>
    <name>ExportExtras</name>
    <message>
        <source>Codebook: what each label column means</source>
        <translation>Codebook: was jede Labelspalte bedeutet</translation>
    </message>
    <message>
        <source>Provenance: which model, prompts and versions made the labels</source>
        <translation>Provenance: welches Modell, welche Prompts und Versionen die Labels erzeugt haben</translation>
    </message>
    <message>
        <source>Let nothing but classes be typed into the class columns</source>
        <translation>In Klassenspalten nur Klassen eintippen lassen</translation>
    </message>
    <message>
        <source>Split summary and charts by</source>
        <translation>Übersicht und Diagramme aufteilen nach</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>ExportOutcome</name>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Use another name</source>
        <translation>Anderen Namen nehmen</translation>
    </message>
    <message>
        <source>Use my own file, without a valid signature</source>
        <translation>Meine eigene Datei nehmen, ohne gültige Signatur</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>{0} of {1} rows</source>
        <translation>{0} von {1} Zeilen</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Angehalten; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>{0} rows written to {1}.</source>
        <translation>{0} Zeilen nach {1} geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written.</source>
        <translation>
            <numerusform>%n Datei geschrieben.</numerusform>
            <numerusform>%n Dateien geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) need(s) a look.</source>
        <translation>
            <numerusform>%n Zeile sollte angesehen werden.</numerusform>
            <numerusform>%n Zeilen sollten angesehen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} cells held what the format can&apos;t, and were changed: rows {1}.</source>
        <translation>{0} Zellen enthielten, was das Format nicht kann, und wurden geändert: Zeilen {1}.</translation>
    </message>
    <message>
        <source>Everything else in the file is as it was.</source>
        <translation>Alles andere in der Datei ist, wie es war.</translation>
    </message>
    <message>
        <source>It&apos;s a new workbook and not your own: yours is signed, and a column more makes the signature invalid.</source>
        <translation>Es ist eine neue Arbeitsmappe und nicht Ihre eigene: Ihre ist signiert, und eine Spalte mehr macht die Signatur ungültig.</translation>
    </message>
    <message>
        <source>It&apos;s a new workbook and not your own, because: {0}</source>
        <translation>Es ist eine neue Arbeitsmappe und nicht Ihre eigene, denn: {0}</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>“{0}” can&apos;t be looked into: {1}.</source>
        <translation>In „{0}“ kann nicht hineingesehen werden: {1}.</translation>
    </message>
    <message>
        <source>Ask for permission to read it.</source>
        <translation>Bitten Sie um die Erlaubnis, es zu lesen.</translation>
    </message>
    <message>
        <source>There is no spreadsheet in “{0}”.</source>
        <translation>In „{0}“ ist keine Tabelle.</translation>
    </message>
    <message>
        <source>EmoDesk reads {0}.</source>
        <translation>EmoDesk liest {0}.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>The sample can&apos;t be put into “{0}”: {1}.</source>
        <translation>Das Beispiel kann nicht nach „{0}“ gelegt werden: {1}.</translation>
    </message>
    <message>
        <source>Open a spreadsheet of your own.</source>
        <translation>Öffnen Sie eine eigene Tabelle.</translation>
    </message>
    <message>
        <source>Opening {0}…</source>
        <translation>{0} wird geöffnet …</translation>
    </message>
    <message>
        <source>Keep it elsewhere…</source>
        <translation>Anderswo ablegen …</translation>
    </message>
</context>
<context>
    <name>FilterPopover</name>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Contains…</source>
        <translation>Enthält …</translation>
    </message>
    <message>
        <source>{0} contains</source>
        <translation>{0} enthält</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>Niedrigster Wert</translation>
    </message>
    <message>
        <source>Highest score</source>
        <translation>Höchster Wert</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Confidence below</source>
        <translation>Konfidenz unter</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Welcome to EmoDesk</source>
        <translation>Willkommen bei EmoDesk</translation>
    </message>
    <message>
        <source>Which model shall read your texts?</source>
        <translation>Welches Modell soll Ihre Texte lesen?</translation>
    </message>
    <message>
        <source>The models know English only. Labels say how a text reads, not how a person is: EmoDesk is no clinical instrument.</source>
        <translation>Die Modelle können nur Englisch. Labels sagen, wie ein Text klingt, nicht, wie ein Mensch ist: EmoDesk ist kein klinisches Instrument.</translation>
    </message>
    <message>
        <source>Skip this</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Your texts stay on this computer</source>
        <translation>Ihre Texte bleiben auf diesem Rechner</translation>
    </message>
    <message>
        <source>The model runs here. Labels and edits go into one project file beside your spreadsheet, and the spreadsheet itself is never changed. No account, no telemetry, no update check.</source>
        <translation>Das Modell läuft hier. Labels und Änderungen kommen in eine Projektdatei neben Ihrer Tabelle; die Tabelle selbst wird nie verändert. Kein Konto, keine Telemetrie, keine Suche nach Updates.</translation>
    </message>
    <message>
        <source>Use the starter now</source>
        <translation>Gleich mit dem Starter</translation>
    </message>
    <message>
        <source>Ships with EmoDesk and answers at once. It&apos;s tiny: good for trying things out, not for results.</source>
        <translation>Liegt EmoDesk bei und antwortet sofort. Er ist winzig: gut zum Ausprobieren, nicht für Ergebnisse.</translation>
    </message>
    <message>
        <source>Begin with the starter</source>
        <translation>Mit dem Starter beginnen</translation>
    </message>
    <message>
        <source>Get Emollama</source>
        <translation>Emollama holen</translation>
    </message>
    <message>
        <source>The published EmoLLM of 7 billion parameters: slow on a laptop, close to human labels.</source>
        <translation>Das veröffentlichte EmoLLM mit 7 Milliarden Parametern: langsam auf einem Laptop, nah an menschlichen Labels.</translation>
    </message>
    <message>
        <source>See the models</source>
        <translation>Modelle ansehen</translation>
    </message>
    <message>
        <source>Use a model file I have</source>
        <translation>Eine Modelldatei nehmen</translation>
    </message>
    <message>
        <source>A .gguf file from a colleague, a USB stick or the IT department.</source>
        <translation>Eine .gguf-Datei von Kollegen, einem USB-Stick oder der IT-Abteilung.</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Datei wählen …</translation>
    </message>
</context>
<context>
    <name>GridBar</name>
    <message>
        <source>Search all columns</source>
        <translation>Alle Spalten durchsuchen</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Remove the filter on {0}</source>
        <translation>Filter auf {0} entfernen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1} rows</source>
        <translation>{0} von {1} Zeilen</translation>
    </message>
</context>
<context>
    <name>GridHeader</name>
    <message>
        <source>Column headings</source>
        <translation>Spaltenköpfe</translation>
    </message>
</context>
<context>
    <name>GridPage</name>
    <message>
        <source>No row matches the search and the filters.</source>
        <translation>Keine Zeile passt zu Suche und Filtern.</translation>
    </message>
    <message>
        <source>Show all rows</source>
        <translation>Alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Rows and their labels</source>
        <translation>Zeilen und ihre Labels</translation>
    </message>
    <message>
        <source>Row numbers</source>
        <translation>Zeilennummern</translation>
    </message>
</context>
<context>
    <name>GuessForm</name>
    <message>
        <source>Which column holds the &amp;texts?</source>
        <translation>In welcher Spalte stehen die &amp;Texte?</translation>
    </message>
    <message>
        <source>&amp;Sheet</source>
        <translation>&amp;Blatt</translation>
    </message>
    <message>
        <source>&amp;Row with the column names</source>
        <translation>&amp;Zeile mit den Spaltennamen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>Zeichen&amp;kodierung</translation>
    </message>
    <message>
        <source>&amp;Delimiter</source>
        <translation>T&amp;rennzeichen</translation>
    </message>
    <message>
        <source>Choose a column…</source>
        <translation>Spalte wählen …</translation>
    </message>
    <message>
        <source>comma ,</source>
        <translation>Komma ,</translation>
    </message>
    <message>
        <source>semicolon ;</source>
        <translation>Semikolon ;</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>bar |</source>
        <translation>Strich |</translation>
    </message>
</context>
<context>
    <name>Handlers</name>
    <message>
        <source>&amp;Undo: {0}</source>
        <translation>&amp;Rückgängig: {0}</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo: {0}</source>
        <translation>&amp;Wiederholen: {0}</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Choose a row in the grid to see its text and why it got its labels.</source>
        <translation>Wählen Sie eine Zeile, um ihren Text zu sehen und warum sie ihre Labels hat.</translation>
    </message>
    <message>
        <source>Text of the row</source>
        <translation>Text der Zeile</translation>
    </message>
    <message>
        <source>No row chosen</source>
        <translation>Keine Zeile</translation>
    </message>
    <message>
        <source>Row {0}</source>
        <translation>Zeile {0}</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Vorige Zeile</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>These labels are right: mark the row as reviewed and go on</source>
        <translation>Die Labels stimmen: Zeile als geprüft markieren und weiter</translation>
    </message>
    <message>
        <source>What happened to this row</source>
        <translation>Was mit dieser Zeile geschah</translation>
    </message>
    <message>
        <source>{0}: {1}, {2}</source>
        <translation>{0}: {1}, {2}</translation>
    </message>
</context>
<context>
    <name>LabelSetEditor</name>
    <message>
        <source>Space ticks, Enter keeps, Esc leaves</source>
        <translation>Leertaste wählt, Enter behält, Esc verlässt</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open projects</source>
        <translation>Offene Projekte</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Modell wird geladen …</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>EmoDesk ended unexpectedly last time. Nothing that was saved is lost.</source>
        <translation>EmoDesk wurde letztes Mal unerwartet beendet. Nichts Gespeichertes ist verloren.</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Begin anew</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>This isn&apos;t any more what was installed: {0}. Remove the model and get it again.</source>
        <translation>Das ist nicht mehr, was installiert wurde: {0}. Entfernen Sie das Modell und holen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Converted: {0} is ready.</source>
        <translation>Umgewandelt: {0} ist bereit.</translation>
    </message>
    <message>
        <source>Checked: every file is as it was installed.</source>
        <translation>Geprüft: Jede Datei ist, wie sie installiert wurde.</translation>
    </message>
    <message>
        <source>Packed into {0}. On the other computer: Models, “Add a model file…”.</source>
        <translation>In {0} gepackt. Auf dem anderen Rechner: Modelle, „Modelldatei hinzufügen …“.</translation>
    </message>
    <message>
        <source>Converted: {0} is what labels. This original isn&apos;t needed for it any more.</source>
        <translation>Umgewandelt: {0} bewertet. Dieses Original wird dafür nicht mehr gebraucht.</translation>
    </message>
    <message>
        <source>These are the authors&apos; files. They&apos;re converted once before they can label.</source>
        <translation>Das sind die Dateien der Autoren. Sie werden einmal umgewandelt, bevor sie bewerten können.</translation>
    </message>
    <message>
        <source>The authors&apos; files are fetched, then converted on this computer.</source>
        <translation>Die Dateien der Autoren werden geholt und dann auf diesem Computer umgewandelt.</translation>
    </message>
    <message>
        <source>Convert…</source>
        <translation>Umwandeln …</translation>
    </message>
    <message>
        <source>Use for labelling</source>
        <translation>Zum Labeln verwenden</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Wegwerfen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen …</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More about {0}</source>
        <translation>Mehr zu {0}</translation>
    </message>
    <message>
        <source>used for labelling</source>
        <translation>wird zum Labeln verwendet</translation>
    </message>
    <message>
        <source>ships with EmoDesk</source>
        <translation>liegt EmoDesk bei</translation>
    </message>
    <message>
        <source>{0} of {1} are here</source>
        <translation>{0} von {1} sind da</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>Dateien prüfen</translation>
    </message>
    <message>
        <source>Pack for another computer…</source>
        <translation>Für einen anderen Rechner packen …</translation>
    </message>
    <message>
        <source>Other versions…</source>
        <translation>Andere Versionen …</translation>
    </message>
    <message>
        <source>Licence…</source>
        <translation>Lizenz …</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
</context>
<context>
    <name>ModelFacts</name>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>not stated in the file</source>
        <translation>in der Datei nicht angegeben</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Published at</source>
        <translation>Veröffentlicht unter</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>needs {0}, {1} are free: fits</source>
        <translation>braucht {0}, {1} sind frei: passt</translation>
    </message>
    <message>
        <source>needs {0}, {1} are free: too large now</source>
        <translation>braucht {0}, {1} sind frei: jetzt zu groß</translation>
    </message>
    <message>
        <source>{0}, measured on this computer</source>
        <translation>{0}, auf diesem Rechner gemessen</translation>
    </message>
    <message>
        <source>about {0}, reckoned for this processor</source>
        <translation>etwa {0}, für diesen Prozessor geschätzt</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>Agreement with people</source>
        <translation>Übereinstimmung mit Menschen</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>They run on this computer. A larger one is slower, and closer to what people would say.</source>
        <translation>Sie laufen auf diesem Rechner. Ein größeres ist langsamer und näher an dem, was Menschen sagen würden.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Partly downloaded</source>
        <translation>Teilweise heruntergeladen</translation>
    </message>
    <message>
        <source>Can be downloaded</source>
        <translation>Zum Herunterladen</translation>
    </message>
    <message>
        <source>Can be downloaded, and is converted here</source>
        <translation>Kann heruntergeladen werden und wird hier umgewandelt</translation>
    </message>
    <message>
        <source>Pack for another computer</source>
        <translation>Für einen anderen Rechner packen</translation>
    </message>
    <message>
        <source>The models folder can&apos;t be made: {0}.</source>
        <translation>Der Modellordner kann nicht angelegt werden: {0}.</translation>
    </message>
    <message>
        <source>{0} is ready.</source>
        <translation>{0} ist bereit.</translation>
    </message>
</context>
<context>
    <name>OpeningPage</name>
    <message>
        <source>Reading the first rows…</source>
        <translation>Erste Zeilen werden gelesen …</translation>
    </message>
    <message>
        <source>How it&apos;s read</source>
        <translation>So wird gelesen</translation>
    </message>
    <message>
        <source>First rows of the spreadsheet</source>
        <translation>Erste Zeilen der Tabelle</translation>
    </message>
    <message>
        <source>Column headings</source>
        <translation>Spaltenüberschriften</translation>
    </message>
    <message>
        <source>Row numbers</source>
        <translation>Zeilennummern</translation>
    </message>
    <message>
        <source>Keep it elsewhere…</source>
        <translation>Woanders ablegen …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Where shall the project file lie?</source>
        <translation>Wo soll die Projektdatei liegen?</translation>
    </message>
    <message>
        <source>The labels go into {0}; the spreadsheet itself is never changed.</source>
        <translation>Die Labels kommen in {0}; die Tabelle selbst wird nie verändert.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Back to the defaults</source>
        <translation>Zurück zu den Vorgaben</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
</context>
<context>
    <name>ProgressCard</name>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Modell wird geladen …</translation>
    </message>
    <message>
        <source>Labelling</source>
        <translation>Wird gelabelt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Nothing yet. A project is one file beside your spreadsheet; it holds the labels and your edits.</source>
        <translation>Noch nichts. Ein Projekt ist eine Datei neben Ihrer Tabelle; sie enthält die Labels und Ihre Änderungen.</translation>
    </message>
    <message>
        <source>  (no longer there)</source>
        <translation>  (nicht mehr da)</translation>
    </message>
</context>
<context>
    <name>RowModel</name>
    <message>
        <source>confidence {0}</source>
        <translation>Konfidenz {0}</translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopped. Everything labelled so far is kept; labelling goes on from here when you like.</source>
        <translation>Angehalten. Alles bisher Gelabelte bleibt; es geht hier weiter, wann Sie möchten.</translation>
    </message>
    <message>
        <source>The rows that you chose are labelled.</source>
        <translation>Die ausgewählten Zeilen sind gelabelt.</translation>
    </message>
    <message numerus="yes">
        <source>All rows are labelled; %n of them need(s) a look.</source>
        <translation>
            <numerusform>Alle Zeilen sind gelabelt; %n davon sollte angesehen werden.</numerusform>
            <numerusform>Alle Zeilen sind gelabelt; %n davon sollten angesehen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>All rows are labelled.</source>
        <translation>Alle Zeilen sind gelabelt.</translation>
    </message>
</context>
<context>
    <name>RunPanel</name>
    <message>
        <source>Label the rest</source>
        <translation>Rest labeln</translation>
    </message>
    <message>
        <source>Start labelling</source>
        <translation>Labeln starten</translation>
    </message>
    <message>
        <source>Measuring on a few rows of this file…</source>
        <translation>Wird an ein paar Zeilen dieser Datei gemessen …</translation>
    </message>
    <message>
        <source>How long it takes is measured on a few rows of this file.</source>
        <translation>Wie lange es dauert, wird an ein paar Zeilen dieser Datei gemessen.</translation>
    </message>
    <message>
        <source>Every text has its labels already.</source>
        <translation>Jeder Text hat seine Labels schon.</translation>
    </message>
    <message>
        <source>{0} for {1} distinct texts on this computer ({2} texts/s, {3}).</source>
        <translation>{0} für {1} verschiedene Texte auf diesem Rechner ({2} Texte/s, {3}).</translation>
    </message>
    <message>
        <source>About {0}</source>
        <translation>Etwa {0}</translation>
    </message>
    <message>
        <source>All is labelled</source>
        <translation>Alles gelabelt</translation>
    </message>
    <message>
        <source>Choose another model or other tasks to label again.</source>
        <translation>Wählen Sie ein anderes Modell oder andere Aufgaben, um noch einmal zu labeln.</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>What to label</source>
        <translation>Was gelabelt wird</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>Labels shown</source>
        <translation>Gezeigte Labels</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Noch einmal messen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>ScoreEditor</name>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Score as a slider</source>
        <translation>Wert als Regler</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Show why: {0}</source>
        <translation>Zeigen, warum: {0}</translation>
    </message>
    <message>
        <source>The model&apos;s confidence: {0}</source>
        <translation>Konfidenz des Modells: {0}</translation>
    </message>
    <message>
        <source>The model said: {0}</source>
        <translation>Das Modell sagte: {0}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Off-format: {0} of the probability went to something that isn&apos;t a label.</source>
        <translation>Außer der Form: {0} der Wahrscheinlichkeit gingen an etwas, das kein Label ist.</translation>
    </message>
    <message>
        <source>The class is cut from the score at the field&apos;s own cut points.</source>
        <translation>Die Klasse wird an den Schnittpunkten des Fachs aus dem Wert geschnitten.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>In the grid</source>
        <translation>In der Tabelle</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>Zelle bearbeiten</translation>
    </message>
    <message>
        <source>Leave the cell as it was</source>
        <translation>Zelle lassen, wie sie war</translation>
    </message>
    <message>
        <source>Select a block</source>
        <translation>Block auswählen</translation>
    </message>
    <message>
        <source>Give a class to the selected cells</source>
        <translation>Den gewählten Zellen eine Klasse geben</translation>
    </message>
    <message>
        <source>its number, or 1 – 7 from the lowest</source>
        <translation>ihre Nummer, oder 1 – 7 von der niedrigsten an</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Label the feelings in your texts</source>
        <translation>Die Gefühle in Ihren Texten labeln</translation>
    </message>
    <message>
        <source>Sentiment, emotions and their intensity for every row of a spreadsheet, on this computer.</source>
        <translation>Stimmung, Emotionen und ihre Intensität für jede Zeile einer Tabelle, auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Drop a spreadsheet anywhere in this window</source>
        <translation>Ziehen Sie eine Tabelle irgendwo in dieses Fenster</translation>
    </message>
    <message>
        <source>Excel, OpenDocument, CSV or TSV; several files or a whole folder too.</source>
        <translation>Excel, OpenDocument, CSV oder TSV; auch mehrere Dateien oder ein ganzer Ordner.</translation>
    </message>
    <message>
        <source>Open a spreadsheet…</source>
        <translation>Tabelle öffnen …</translation>
    </message>
    <message>
        <source>Try it with the sample</source>
        <translation>Mit dem Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation>So geht es</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Say which column holds the texts; EmoDesk has guessed it already.</source>
        <translation>Sagen Sie, in welcher Spalte die Texte stehen; EmoDesk hat es schon erraten.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Labeln</translation>
    </message>
    <message>
        <source>A model on this computer reads every text and fills in the columns.</source>
        <translation>Ein Modell auf diesem Rechner liest jeden Text und füllt die Spalten.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Sort by confidence, correct what&apos;s wrong; every change can be undone.</source>
        <translation>Nach Konfidenz sortieren, Falsches berichtigen; jede Änderung ist umkehrbar.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>A new workbook with an account of how the labels were made.</source>
        <translation>Eine neue Arbeitsmappe mit einem Bericht, wie die Labels entstanden.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Fetching a model from {0}</source>
        <translation>Ein Modell wird von {0} geholt</translation>
    </message>
    <message>
        <source>You asked for it. Nothing of your texts and labels is sent.</source>
        <translation>Sie haben darum gebeten. Nichts von Ihren Texten und Labels wird gesendet.</translation>
    </message>
    <message>
        <source>No network connections</source>
        <translation>Keine Netzwerkverbindungen</translation>
    </message>
    <message>
        <source>EmoDesk opens none: the model runs in a process of its own on this computer, joined by pipes.</source>
        <translation>EmoDesk öffnet keine: Das Modell läuft in einem eigenen Prozess auf diesem Rechner, verbunden durch Pipes.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
</context>
<context>
    <name>TaskChoice</name>
    <message>
        <source>More tasks and options</source>
        <translation>Mehr Aufgaben und Optionen</translation>
    </message>
    <message>
        <source>Classes are</source>
        <translation>Klassen werden</translation>
    </message>
    <message>
        <source>How classes are made</source>
        <translation>Wie Klassen entstehen</translation>
    </message>
    <message>
        <source>cut from the scores (fast)</source>
        <translation>aus den Werten geschnitten (schnell)</translation>
    </message>
    <message>
        <source>asked one by one (as in the paper)</source>
        <translation>einzeln gefragt (wie im Aufsatz)</translation>
    </message>
    <message>
        <source>Classes cut from the scores are as good as asked ones, and take half the time.</source>
        <translation>Aus den Werten geschnittene Klassen sind so gut wie gefragte und brauchen die halbe Zeit.</translation>
    </message>
    <message>
        <source>Fewer options</source>
        <translation>Weniger Optionen</translation>
    </message>
</context>
<context>
    <name>TransferStrip</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Waiting for its turn…</source>
        <translation>Wartet, bis es an der Reihe ist …</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Try anyway</source>
        <translation>Trotzdem versuchen</translation>
    </message>
    <message>
        <source>Row {0} is the next, but the filters hide it.</source>
        <translation>Zeile {0} ist die nächste, aber die Filter verbergen sie.</translation>
    </message>
    <message>
        <source>Every row has been looked at.</source>
        <translation>Jede Zeile ist angesehen.</translation>
    </message>
    <message>
        <source>{0} rows · texts in “{1}”</source>
        <translation>{0} Zeilen · Texte in „{1}“</translation>
    </message>
    <message>
        <source>Still reading…</source>
        <translation>Wird noch gelesen …</translation>
    </message>
    <message>
        <source>The spreadsheet has moved; the project holds all of it.</source>
        <translation>Die Tabelle ist nicht mehr an ihrem Ort; das Projekt enthält sie ganz.</translation>
    </message>
</context>
<context>
    <name>catalogue</name>
    <message>
        <source>A very small model that ships with the program. Its measured quality is in starter/card.md.</source>
        <translation>Ein sehr kleines Modell, das dem Programm beiliegt. Seine gemessene Qualität steht in starter/card.md.</translation>
    </message>
    <message>
        <source>For the first minutes and for trying things out.</source>
        <translation>Für die ersten Minuten und zum Ausprobieren.</translation>
    </message>
    <message>
        <source>MIT; the training data have terms of their own, see starter/card.md</source>
        <translation>MIT; für die Trainingsdaten gelten eigene Bedingungen, siehe starter/card.md</translation>
    </message>
    <message>
        <source>From Llama-2-7b-chat; the best of the 7B models on texts that it was not trained on.</source>
        <translation>Aus Llama-2-7b-chat; das beste der 7B-Modelle bei Texten, mit denen es nicht trainiert wurde.</translation>
    </message>
    <message>
        <source>The one to take on a laptop with 8 GB of free memory.</source>
        <translation>Das richtige für einen Laptop mit 8 GB freiem Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>From Llama-2-7b.</source>
        <translation>Aus Llama-2-7b.</translation>
    </message>
    <message>
        <source>As Emollama-chat-7b; a little better at E-c and V-oc, a little worse elsewhere.</source>
        <translation>Wie Emollama-chat-7b; bei E-c und V-oc etwas besser, sonst etwas schlechter.</translation>
    </message>
    <message>
        <source>From Llama-2-13b-chat; the best at intensities.</source>
        <translation>Aus Llama-2-13b-chat; das beste bei Intensitäten.</translation>
    </message>
    <message>
        <source>For a workstation, or a laptop with 16 GB of free memory and much patience.</source>
        <translation>Für eine Workstation, oder einen Laptop mit 16 GB freiem Arbeitsspeicher und viel Geduld.</translation>
    </message>
    <message>
        <source>From t5-large; an encoder-decoder, a tenth of the work of a 7B model.</source>
        <translation>Aus t5-large; ein Encoder-Decoder, ein Zehntel der Arbeit eines 7B-Modells.</translation>
    </message>
    <message>
        <source>Small and good: the one for a laptop without a graphics card. It&apos;s converted after the download.</source>
        <translation>Klein und gut: das richtige für einen Laptop ohne Grafikkarte. Es wird nach dem Herunterladen umgewandelt.</translation>
    </message>
    <message>
        <source>From bart-large; the smallest of the family.</source>
        <translation>Aus bart-large; das kleinste der Familie.</translation>
    </message>
    <message>
        <source>The smallest. It&apos;s converted after the download.</source>
        <translation>Das kleinste. Es wird nach dem Herunterladen umgewandelt.</translation>
    </message>
    <message>
        <source>From Bloomz-7b1-mt.</source>
        <translation>Aus Bloomz-7b1-mt.</translation>
    </message>
    <message>
        <source>It&apos;s converted after the download and takes 10 GB of memory then.</source>
        <translation>Es wird nach dem Herunterladen umgewandelt und braucht dann 10 GB Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>From OPT-13B.</source>
        <translation>Aus OPT-13B.</translation>
    </message>
    <message>
        <source>For a workstation with 16 GB of free memory. It&apos;s converted after the download.</source>
        <translation>Für eine Workstation mit 16 GB freiem Arbeitsspeicher. Es wird nach dem Herunterladen umgewandelt.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
</context>
<context>
    <name>column_menu</name>
    <message>
        <source>Sort upwards</source>
        <translation>Aufwärts sortieren</translation>
    </message>
    <message>
        <source>Sort downwards</source>
        <translation>Abwärts sortieren</translation>
    </message>
    <message>
        <source>Least certain first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>Filtern …</translation>
    </message>
    <message>
        <source>Hide this column</source>
        <translation>Diese Spalte verbergen</translation>
    </message>
    <message>
        <source>Let all columns move</source>
        <translation>Alle Spalten bewegen</translation>
    </message>
    <message>
        <source>Freeze up to here</source>
        <translation>Bis hierher fixieren</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Revie&amp;w</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation>&amp;Ordner öffnen …</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Export &amp;all open files…</source>
        <translation>&amp;Alle offenen Dateien exportieren …</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>Ei&amp;nstellungen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Fill &amp;down</source>
        <translation>Nach &amp;unten ausfüllen</translation>
    </message>
    <message>
        <source>C&amp;lear labels</source>
        <translation>Labels &amp;löschen</translation>
    </message>
    <message>
        <source>Back to the &amp;model&apos;s label</source>
        <translation>Zurück zum &amp;Modell-Label</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>&amp;Filter this column…</source>
        <translation>Diese Spalte &amp;filtern …</translation>
    </message>
    <message>
        <source>&amp;Clear filters and search</source>
        <translation>Filter und Suche &amp;aufheben</translation>
    </message>
    <message>
        <source>C&amp;olumns…</source>
        <translation>S&amp;palten …</translation>
    </message>
    <message>
        <source>Free&amp;ze columns up to here</source>
        <translation>Spalten bis hierher fi&amp;xieren</translation>
    </message>
    <message>
        <source>Labelling &amp;panel</source>
        <translation>&amp;Labelleiste</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspektor</translation>
    </message>
    <message>
        <source>&amp;Larger type</source>
        <translation>&amp;Größere Schrift</translation>
    </message>
    <message>
        <source>&amp;Smaller type</source>
        <translation>&amp;Kleinere Schrift</translation>
    </message>
    <message>
        <source>&amp;Normal type</source>
        <translation>&amp;Normale Schrift</translation>
    </message>
    <message>
        <source>&amp;Start or pause</source>
        <translation>&amp;Starten oder pausieren</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Label the selected &amp;rows only</source>
        <translation>Nur &amp;gewählte Zeilen labeln</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle …</translation>
    </message>
    <message>
        <source>&amp;Accept and go on</source>
        <translation>&amp;Annehmen und weiter</translation>
    </message>
    <message>
        <source>&amp;Next row</source>
        <translation>&amp;Nächste Zeile</translation>
    </message>
    <message>
        <source>&amp;Previous row</source>
        <translation>&amp;Vorige Zeile</translation>
    </message>
    <message>
        <source>Next &amp;uncertain row</source>
        <translation>Nächste &amp;unsichere Zeile</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>&amp;Willkommen</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>&amp;Diagnose …</translation>
    </message>
    <message>
        <source>&amp;About EmoDesk</source>
        <translation>&amp;Über EmoDesk</translation>
    </message>
</context>
<context>
    <name>duration</name>
    <message>
        <source>a moment</source>
        <translation>einen Augenblick</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
    <message>
        <source>{0} days {1} h</source>
        <translation>{0} Tage {1} h</translation>
    </message>
</context>
<context>
    <name>model_dialogs</name>
    <message>
        <source>Licence of {0}</source>
        <translation>Lizenz von {0}</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>Ein Modell entfernen</translation>
    </message>
    <message>
        <source>Remove {0} from this computer?</source>
        <translation>{0} von diesem Rechner entfernen?</translation>
    </message>
    <message>
        <source>It becomes what EmoDesk runs, on this computer and without going online. That takes from a minute to half an hour, and the original stays until you remove it.</source>
        <translation>Es wird zu dem, was EmoDesk ausführt: auf diesem Computer und ohne online zu gehen. Das dauert zwischen einer Minute und einer halben Stunde, und das Original bleibt, bis Sie es entfernen.</translation>
    </message>
    <message>
        <source>On the disk it takes {0} meanwhile, and {1} stay.</source>
        <translation>Auf der Festplatte braucht es dabei {0}, {1} bleiben.</translation>
    </message>
    <message>
        <source>{0} are free.</source>
        <translation>{0} sind frei.</translation>
    </message>
    <message>
        <source>To label, it needs {0} of memory then; {1} are free now.</source>
        <translation>Zum Bewerten braucht es dann {0} Arbeitsspeicher; {1} sind jetzt frei.</translation>
    </message>
    <message>
        <source>Convert a model</source>
        <translation>Ein Modell umwandeln</translation>
    </message>
    <message>
        <source>Convert {0}?</source>
        <translation>{0} umwandeln?</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>The file in the models folder is deleted. Labels that it has made are kept.</source>
        <translation>Die Datei im Modellordner wird gelöscht. Labels, die es gemacht hat, bleiben.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>progress</name>
    <message>
        <source>{0} of {1} texts</source>
        <translation>{0} von {1} Texten</translation>
    </message>
    <message>
        <source>{0} texts/s</source>
        <translation>{0} Texte/s</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>empty, skipped</source>
        <translation>leer, übersprungen</translation>
    </message>
    <message>
        <source>not labelled yet</source>
        <translation>noch ohne Label</translation>
    </message>
    <message>
        <source>no words</source>
        <translation>keine Wörter</translation>
    </message>
    <message>
        <source>marks a missing value</source>
        <translation>steht für einen fehlenden Wert</translation>
    </message>
    <message>
        <source>longer than the model&apos;s window</source>
        <translation>länger als das Fenster des Modells</translation>
    </message>
    <message>
        <source>long text, {0} parts</source>
        <translation>langer Text, {0} Teile</translation>
    </message>
    <message>
        <source>probably not English ({0})</source>
        <translation>wohl nicht Englisch ({0})</translation>
    </message>
    <message>
        <source>off-format answer ({0})</source>
        <translation>Antwort außerhalb des Formats ({0})</translation>
    </message>
    <message>
        <source>the engine failed on this text: {0}</source>
        <translation>die Engine ist an diesem Text gescheitert: {0}</translation>
    </message>
    <message>
        <source>all labels</source>
        <translation>alle Labels</translation>
    </message>
    <message>
        <source>another language</source>
        <translation>eine andere Sprache</translation>
    </message>
    <message>
        <source>Afrikaans</source>
        <translation>Afrikaans</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonesisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Slovene</source>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>bearbeiten</translation>
    </message>
    <message>
        <source>paste</source>
        <translation>einfügen</translation>
    </message>
    <message>
        <source>fill down</source>
        <translation>nach unten ausfüllen</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>leeren</translation>
    </message>
    <message>
        <source>back to the model</source>
        <translation>zurück zum Modell</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>annehmen</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Follows the system unless you choose.</source>
        <translation>Folgt dem System, wenn Sie nichts wählen.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Size of type</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>1 is the normal size; also Ctrl and + or −.</source>
        <translation>1 ist die normale Größe; auch mit Strg und + oder −.</translation>
    </message>
    <message>
        <source>Processor threads for labelling</source>
        <translation>Prozessor-Threads beim Labeln</translation>
    </message>
    <message>
        <source>Automatic leaves enough of the computer for other work; fewer leave more.</source>
        <translation>Automatisch lässt genug vom Rechner für andere Arbeit; weniger lassen mehr.</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>not labelled</source>
        <translation>nicht gelabelt</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>blind</source>
        <translation>blind</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
</context>
<context>
    <name>transfer</name>
    <message>
        <source>Asking the hub what there is…</source>
        <translation>Der Hub wird gefragt, was es gibt …</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Wird kopiert</translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>Wird gepackt</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>Rounding the weights; that takes some minutes for a large model…</source>
        <translation>Gewichte werden gerundet; bei einem großen Modell dauert das einige Minuten …</translation>
    </message>
    <message>
        <source>{0} texts/s</source>
        <translation>{0} Texte/s</translation>
    </message>
    <message>
        <source>{0} for each text</source>
        <translation>{0} je Text</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>anger</source>
        <translation>Ärger</translation>
    </message>
    <message>
        <source>anticipation</source>
        <translation>Erwartung</translation>
    </message>
    <message>
        <source>disgust</source>
        <translation>Ekel</translation>
    </message>
    <message>
        <source>fear</source>
        <translation>Angst</translation>
    </message>
    <message>
        <source>joy</source>
        <translation>Freude</translation>
    </message>
    <message>
        <source>love</source>
        <translation>Liebe</translation>
    </message>
    <message>
        <source>optimism</source>
        <translation>Optimismus</translation>
    </message>
    <message>
        <source>pessimism</source>
        <translation>Pessimismus</translation>
    </message>
    <message>
        <source>sadness</source>
        <translation>Trauer</translation>
    </message>
    <message>
        <source>surprise</source>
        <translation>Überraschung</translation>
    </message>
    <message>
        <source>trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>very negative</source>
        <translation>sehr negativ</translation>
    </message>
    <message>
        <source>moderately negative</source>
        <translation>mäßig negativ</translation>
    </message>
    <message>
        <source>slightly negative</source>
        <translation>leicht negativ</translation>
    </message>
    <message>
        <source>neutral or mixed</source>
        <translation>neutral oder gemischt</translation>
    </message>
    <message>
        <source>slightly positive</source>
        <translation>leicht positiv</translation>
    </message>
    <message>
        <source>moderately positive</source>
        <translation>mäßig positiv</translation>
    </message>
    <message>
        <source>very positive</source>
        <translation>sehr positiv</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>low</source>
        <translation>gering</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negativ</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>neutral</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>positiv</translation>
    </message>
    <message>
        <source>Valence</source>
        <translation>Valenz</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Emotions</source>
        <translation>Emotionen</translation>
    </message>
    <message>
        <source>VADER sentiment</source>
        <translation>Stimmung (VADER)</translation>
    </message>
    <message>
        <source>SST sentiment</source>
        <translation>Stimmung (SST)</translation>
    </message>
    <message>
        <source>EmoBank valence</source>
        <translation>Valenz (EmoBank)</translation>
    </message>
    <message>
        <source>EmoBank arousal</source>
        <translation>Erregung (EmoBank)</translation>
    </message>
    <message>
        <source>EmoBank dominance</source>
        <translation>Dominanz (EmoBank)</translation>
    </message>
    <message>
        <source>SST-5 class</source>
        <translation>SST-5-Klasse</translation>
    </message>
    <message>
        <source>TDT class</source>
        <translation>TDT-Klasse</translation>
    </message>
    <message>
        <source>Ekman emotions</source>
        <translation>Ekman-Emotionen</translation>
    </message>
    <message>
        <source>Intensity</source>
        <translation>Intensität</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>no emotion</source>
        <translation>keine Emotion</translation>
    </message>
</context>
</TS>
