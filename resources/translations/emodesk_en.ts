<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>Export %Ln project(s)</source>
        <translation>
            <numerusform>Export %Ln project</numerusform>
            <numerusform>Export %Ln projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportOutcome</name>
    <message numerus="yes">
        <source>%Ln file(s) written.</source>
        <translation>
            <numerusform>%Ln file written.</numerusform>
            <numerusform>%Ln files written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) have no labels yet.</source>
        <translation>
            <numerusform>%Ln row has no labels yet.</numerusform>
            <numerusform>%Ln rows have no labels yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) with labels changed by hand, named in “{0}”.</source>
        <translation>
            <numerusform>%Ln row with labels changed by hand, named in “{0}”.</numerusform>
            <numerusform>%Ln rows with labels changed by hand, named in “{0}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) with a note in “{0}”.</source>
        <translation>
            <numerusform>%Ln row with a note in “{0}”.</numerusform>
            <numerusform>%Ln rows with a note in “{0}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them only because there&apos;s no text, or no label yet.</source>
        <translation>
            <numerusform>%Ln of them only because there&apos;s no text, or no label yet.</numerusform>
            <numerusform>%Ln of them only because there&apos;s no text, or no label yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cell(s) got an apostrophe in front, so as not to run as formulas (in .parquet and .jsonl none).</source>
        <translation>
            <numerusform>%Ln cell got an apostrophe in front, so as not to run as a formula (in .parquet and .jsonl none).</numerusform>
            <numerusform>%Ln cells got an apostrophe in front, so as not to run as formulas (in .parquet and .jsonl none).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridBar</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message numerus="yes">
        <source>All rows are labelled; %Ln of them need(s) a look.</source>
        <translation>
            <numerusform>All rows are labelled; %Ln of them needs a look.</numerusform>
            <numerusform>All rows are labelled; %Ln of them need a look.</numerusform>
        </translation>
    </message>
</context>
</TS>
