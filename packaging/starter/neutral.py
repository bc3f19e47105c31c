"""Sentences that report a plain fact: written as patterns, so that the model learns what it is to feel nothing."""

from __future__ import annotations

import random
import re
from typing import Final

WORDS: Final[dict[str, str]] = {
    "who": "the committee|the board|our office|the council|Ms Carter|Dr Patel|the secretary|"
    "the technician|the supplier|the department|the team|she|he|the participant|the interviewer|the tenant|"
    "the registrar|the engineer|they|we",
    "thing": "report|form|invoice|meeting|timetable|parcel|document|survey|application|draft|contract|schedule|manual|"
    "printer|key|folder|list|file|questionnaire|certificate|room|sample|map|summary|order",
    "place": "room 5|the library|the main hall|building C|the second floor|Leeds|Ohio|the office|the car park|the "
    "reception desk|the station|the kitchen|the laboratory|Geneva|the north wing|the town hall|the centre|the center",
    "day": "Monday|Tuesday|Wednesday|Thursday|Friday|1 March|12 June|next week|the first of the month|the weekend",
    "time": "10|9 a.m.|half past two|14:30|noon|8:15|3 pm|6 o'clock|11:45",
    "n": "2|3|4|5|6|8|10|12|15|20|24|30|36|40|48|60|75|90|120|150|200|350|500|1,200",
    "unit": "metres|meters|minutes|litres|liters|kilometres|miles|grams|pages|percent|degrees|euros|units|hours|pounds",
    "food": "flour|rice|butter|onions|water|milk|tomatoes|carrots|sugar|oil|potatoes|lentils|stock|pasta",
    "do": "stir|add|boil|chop|mix|drain|heat|pour|slice|weigh",
    "weather": "cloudy|dry|overcast|mild|windy|partly cloudy|foggy|rainy",
    "part": "cover|filter|cable|battery|screw|panel|handle|valve|lid|switch|plug|sensor",
    "job": "teacher|nurse|clerk|driver|student|carpenter|manager|accountant|cook|librarian|programmer|receptionist",
    "animal": "cow|hen|horse|sheep|frog|sparrow|whale|bee|cat|dog|goat",
    "science": "water|iron|salt|copper|oxygen|glass|limestone|carbon dioxide|the sample|the solution|sand",
    "transport": "bus|train|ferry|tram|shuttle|flight|coach",
    "law": "clause|section|article|paragraph|schedule|annex",
}
PATTERNS: Final = [
    "The {thing} starts at {time} in {place}.",
    "The {thing} is in {place}.",
    "The meeting begins at {time} on {day}.",
    "Minutes of the meeting of {day} were approved.",
    "{who} will send the {thing} on {day}.",
    "{who} sent the {thing} on {day}.",
    "{who} moved the {thing} to {place}.",
    "Item {n} on the agenda is the {thing}.",
    "Please return the {thing} by {day}.",
    "The {thing} has {n} pages.",
    "The {transport} to {place} leaves at {time}.",
    "The {transport} stops at {place} every {n} minutes.",
    "Platform {n} is next to {place}.",
    "{do} the {food} and leave for {n} minutes.",
    "{do} {n} grams of {food}.",
    "Add {n} grams of {food} and {do} for {n} minutes.",
    "Preheat the oven to {n} degrees.",
    "Serves {n} people.",
    "It will be {weather} on {day} with a high of {n} degrees.",
    "{weather} in the morning, {weather} in the afternoon.",
    "Winds from the west at {n} miles per hour.",
    "Temperatures are between {n} and {n} degrees.",
    "Remove the {part} and turn it to the left.",
    "Press the {part} for {n} seconds.",
    "Connect the {part} to the {part}.",
    "Insert the {part} as shown in figure {n}.",
    "The {part} is on the back of the {thing}.",
    "Replace the {part} every {n} months.",
    "{law} {n} applies to contracts signed after {day}.",
    "The tenant shall give {n} days' notice.",
    "The parties agree to the terms in {law} {n}.",
    "This {law} does not apply to {place}.",
    "Pursuant to {law} {n}, the {thing} is filed in {place}.",
    "I work as a {job} in {place}.",
    "I have worked as a {job} for {n} years.",
    "I usually get up at {time} and take the {transport}.",
    "My shift is from {time} to {time}.",
    "I live near {place}.",
    "I was born in {place} and moved to {place} later.",
    "There are {n} people in my department.",
    "On {day} I go to {place} and then to {place}.",
    "I use the {thing} about {n} times a week.",
    "The {animal} eats grass and seeds.",
    "A {animal} lives for about {n} years.",
    "{science} boils at {n} degrees.",
    "{science} was heated to {n} degrees for {n} minutes.",
    "The density of {science} was measured in {place}.",
    "The sample consisted of {n} adults.",
    "Data were collected between {day} and {day}.",
    "The table has {n} rows and {n} columns.",
    "The population of {place} is {n} thousand.",
    "The distance is {n} {unit}.",
    "The box weighs {n} kilograms.",
    "The price is {n} euros.",
    "Invoice {n} is due on {day}.",
    "The account number is {n}{n}.",
    "Opening hours are {time} to {time}.",
    "The office is closed on {day}.",
    "The company has {n} employees.",
    "The order includes {n} units.",
    "It comes in black and white.",
    "The item measures {n} by {n} {unit}.",
    "The book has {n} chapters.",
    "The package contains a {part} and a {part}.",
    "{who} is a {job}.",
    "{who} asked for the {thing}.",
    "{who} read the {thing} in {place}.",
    "{who} will be in {place} on {day}.",
    "{who} said the {thing} would be ready on {day}.",
    "Is the {thing} in {place}?",
    "When does the {transport} leave?",
    "What time is the {thing}?",
    "Which floor is {place} on?",
    "The file is saved in the shared folder.",
    "The update takes {n} minutes.",
    "Open the settings and select the {thing}.",
    "Version {n} was released on {day}.",
    "The next {thing} is on {day} at {time}.",
    "The road between {place} and {place} is {n} {unit} long.",
    "The bridge was built in 19{n}.",
    "The museum opened in 19{n}.",
    "The course runs for {n} weeks.",
    "Students submit the {thing} by {day}.",
    "The exam lasts {n} minutes.",
    "Take one tablet {n} times a day with water.",
    "The patient was seen on {day}.",
    "Blood pressure was 120 over 80.",
    "{who} forwarded the {thing} to {place}, and the {thing} was added to the {thing}.",
    "tbc",
    "n/a",
    "no comment",
    "see above",
    "ok",
    "yes",
    "none",
]


def neutral_sentences(seed: int, count: int) -> list[str]:
    """Return ``count`` sentences, some of them two in a row or without capitals, as people type them."""
    rng = random.Random(seed)
    words = {name: options.split("|") for name, options in WORDS.items()}

    def fill() -> str:
        text = re.sub(r"\{(\w+)\}", lambda m: rng.choice(words[m[1]]), rng.choice(PATTERNS))
        return text[0].upper() + text[1:] if rng.random() < 0.9 else text.rstrip(".").lower()

    return [" ".join(fill() for _ in range(1 if rng.random() < 0.75 else 2)) for _ in range(count)]
