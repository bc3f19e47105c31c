<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>Export %n project(s)</source>
        <translation>
            <numerusform>Export %n project</numerusform>
            <numerusform>Export %n projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportOutcome</name>
    <message numerus="yes">
        <source>%n file(s) written.</source>
        <translation>
            <numerusform>%n file written.</numerusform>
            <numerusform>%n files written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) with a note in “needs_attention”.</source>
        <translation>
            <numerusform>%n row with a note in “needs_attention”.</numerusform>
            <numerusform>%n rows with a note in “needs_attention”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridBar</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message numerus="yes">
        <source>All rows are labelled; %n of them need(s) a look.</source>
        <translation>
            <numerusform>All rows are labelled; %n of them needs a look.</numerusform>
            <numerusform>All rows are labelled; %n of them need a look.</numerusform>
        </translation>
    </message>
</context>
</TS>
