"""Sentences of our own to probe a trained model with. None of them is trained on.

NEUTRAL reports facts, ten of each of ten fields. In PAIRS the second text should get the higher valence.
"""

from __future__ import annotations

from typing import Final

NEUTRAL: Final = """\
The minutes of the previous session were circulated to all members.
The chair opened the meeting at 9:30 and read out the agenda.
Two members were absent; their votes were recorded by proxy.
The treasurer presented the figures for the second quarter.
The next session takes place on 14 May in the small conference room.
It was agreed to review the parking rules in autumn.
The working group consists of four people from three departments.
A copy of the budget is attached to these minutes.
The vote was postponed until the survey results are available.
The caretaker unlocks the side entrance at seven.
Cut the leeks into rings and rinse them under cold water.
Bring a large pot of salted water to the boil.
Let the dough rest for forty minutes before rolling it out.
The recipe makes twelve rolls of about 60 grams each.
Whisk two eggs with a tablespoon of cornflour.
Bake on the middle shelf at 180 degrees for half an hour.
Strain the broth and set it aside.
Spread the mixture evenly over the baking tray.
Soak the chickpeas overnight in plenty of water.
Cover the bowl with a cloth and put it in the refrigerator.
Cloud will increase from the north during the afternoon.
Overnight temperatures fall to around four degrees.
Light rain is expected along the coast by evening.
The wind turns from south to west on Saturday.
Sunrise is at 6:52 and sunset at 19:14.
Humidity in the valley stays between 60 and 70 percent.
Monday will be mostly dry with some cloud.
The station recorded 12 millimetres of rain in March.
Visibility on the upper roads is about two kilometres.
The forecast is updated every six hours.
Unscrew the four bolts on the underside of the case.
Slide the tray into the slot until it clicks.
Charge the device for two hours before first use.
Hold the power button until the light turns green.
Pull the paper through the rollers in the direction of the arrow.
Set the dial to position three and close the lid.
Attach the shorter hose to the outlet on the left.
The serial number is printed on the bottom of the unit.
Download the file and extract it to a folder of your choice.
Rinse the filter with warm water once a month.
The lease runs for twelve months from the date of signature.
Each party bears its own costs under this section.
The application has to be filed with the district court.
Section 12 defines the terms used in this regulation.
The licence holder notifies the authority of any change of address.
The contract may be extended by written agreement.
The witness stated that the lorry was parked on the left side.
The deadline for submissions is the last day of the month.
This act replaces the ordinance of 1994.
The notary certified both copies of the deed.
The river is 214 kilometres long and flows into the lake.
Basalt is a rock formed from cooled lava.
The samples were dried at 105 degrees for 24 hours.
Bees communicate the direction of flowers by movement.
The moon orbits the earth in roughly 27 days.
Participants filled in a questionnaire of 30 items.
The solution was diluted to a volume of 500 millilitres.
Table 3 lists the variables used in the regression.
The interviews lasted 45 minutes on average.
Sodium has eleven protons.
Line 8 runs every ten minutes between the airport and the centre.
The ferry departs from pier two at a quarter to seven.
Passengers for Ghent change trains in Brussels.
The bicycle lane continues along the canal.
Tickets are sold at the machine next to the entrance.
The bus stop was moved to the other side of the square.
Exit 23 leads to the industrial estate.
The tunnel has two tubes and is 3 kilometres long.
The car has five doors and a manual gearbox.
Check-in opens two hours before departure.
The company was founded in 1978 and has its seat in Lyon.
The invoice lists three items and the delivery fee.
Payment is due within 30 days of receipt.
The warehouse holds around four thousand pallets.
Orders placed before noon are shipped the same day.
The shop on the corner opens at eight.
Our department moved to the fourth floor in April.
The catalogue contains 320 pages.
The new software is installed on all office computers.
The employee number has six digits.
I have lived in this town since 2009.
I usually take the tram to work and walk back.
My desk is by the window, next to the printer.
In the mornings I prepare the documents for the clinic.
We are three people in the household.
I studied geography and then worked for an insurance company.
On Tuesdays I collect the children at four.
My tasks include answering calls and sorting the post.
I moved to the ward in February and work three shifts a week.
The training consisted of six modules.
The library lends books for four weeks.
The second chapter deals with the history of printing.
The museum has three floors and a courtyard.
The film is 94 minutes long and was shot in Portugal.
The course covers algebra, geometry and statistics.
Pupils write two essays per term.
The match begins at 20:45 local time.
The orchestra has 80 members.
The painting measures 60 by 80 centimetres.
The exhibition runs until the end of August.""".splitlines()

_SWAPS: Final = """\
I am not happy with how it went.|I am happy with how it went.
I'm not happy at all.|I'm very happy.
The service was not good.|The service was good.
The food wasn't tasty.|The food was tasty.
I don't like my new flat.|I like my new flat.
She never enjoyed the lessons.|She always enjoyed the lessons.
He is not a kind man.|He is a kind man.
This isn't a great phone.|This is a great phone.
I can't recommend this place.|I can recommend this place.
It was no fun.|It was fun.
We were not satisfied with the result.|We were satisfied with the result.
I would not buy it again.|I would buy it again.
The plot is not interesting.|The plot is interesting.
Nobody was friendly to us.|Everybody was friendly to us.
I do not feel safe here.|I feel safe here.
The trip was not worth the money.|The trip was worth the money.
I was sad about the news.|I was not sad about the news.
The room was dirty.|The room was not dirty.
I am afraid of the exam.|I am not afraid of the exam.
The film was boring.|The film was not boring.
He was rude to me.|He was not rude to me.
I am angry with her.|I am not angry with her.
It hurts.|It doesn't hurt any more.
The delivery was late and a problem.|The delivery was on time and no problem.
I regret my decision.|I don't regret my decision.
The staff were unhelpful.|The staff were helpful.
It was an unpleasant evening.|It was a pleasant evening.
The trial was unfair.|The trial was fair.
I felt hopeless.|I felt hopeful.
What a careless answer.|What a careful answer.
The book is good.|The book is extremely good.
I am pleased.|I am absolutely delighted.
It was nice.|It was incredibly nice!
The view is pretty.|The view is breathtakingly beautiful.
I like it.|I love it so much!
It is a good school.|It is the best school ever.
We had a fine time.|We had a fantastic time!
The concert was okay.|The concert was amazing.
I feel all right.|I feel wonderful.
The cake was good.|The cake was so so good!!
The food was terrible.|The food was slightly disappointing.
I am extremely worried.|I am a little worried.
I hate this so much.|I somewhat dislike this.
I was absolutely furious.|I was slightly annoyed.
The pain is unbearable.|The pain is mild.
It was the worst day of my life.|It was not my best day.
The hotel was horrible!!!|The hotel was a bit dull.
I'm devastated.|I'm a bit sad.
The noise is really awful.|The noise is somewhat annoying.
She was deeply hurt.|She was slightly hurt.
The food was good, but the service was terrible.|The service was terrible, but the food was good.
I like him, but he treats me badly.|He treats me badly, but I like him.
It looks nice, but it broke after a day.|It broke after a day, but it looks nice.
The start was great, but the end was a disaster.|The start was a disaster, but the end was great.
I won, but I feel empty.|I feel empty, but I won.
She is clever, but she is cruel.|She is cruel, but she is lovely.
It was fun, but now I am sick.|I was sick, but now it is fun.
The screen is bright, but the battery is useless.|The battery is weak, but the screen is brilliant.
We hoped for the best, but everything went wrong.|We feared the worst, but everything went well.
I wanted to enjoy it, but it was awful.|I expected it to be awful, but I enjoyed it.
My boss called 😡|My boss called 😊
Monday again 😭|Monday again 😍
See you tomorrow 😢|See you tomorrow 😀
He wrote back 💔|He wrote back ❤️
Exam results are out 😞|Exam results are out 🎉
Back at work 👎|Back at work 👍
That was the last episode 😠|That was the last episode 😂
Thanks for that :(|Thanks for that :)
New neighbours 🙁|New neighbours 🙂
On my way home 😔|On my way home 🥰
My father died last week.|My father came home last week.
I lost my job.|I got the job.
We broke up.|We got married.
They cancelled my holiday.|They approved my holiday.
I failed the driving test.|I passed the driving test.
The doctor said it is cancer.|The doctor said I am healthy.
Someone stole my bicycle.|Someone found my bicycle.
My team lost again.|My team won again.
I am lonely in this city.|I have many friends in this city.
The baby cries all night and I am exhausted.|The baby sleeps all night and I am rested.
I cannot stand my colleagues.|I enjoy working with my colleagues.
The teacher humiliated me.|The teacher praised me.
My application was rejected.|My application was accepted.
I was betrayed by my best friend.|I was supported by my best friend.
I am ashamed of what I did.|I am proud of what I did.
The customer complained about me.|The customer thanked me.
They ignored my birthday.|They celebrated my birthday.
The surgery went wrong.|The surgery went well.
I was scared in the dark street.|I felt safe in the quiet street.
My mother is ill.|My mother has recovered.
The programme was a failure.|The programme was a success.
The organisation let us down.|The organisation helped us.
Grey days make me miserable.|Sunny days make me cheerful.
I have lost all hope.|I am full of hope.
The apartment smells disgusting.|The apartment smells lovely.
The seminar was a waste of time.|The seminar was well worth my time.
I dread tomorrow.|I look forward to tomorrow.
She insulted me in front of everyone.|She complimented me in front of everyone.
The app keeps crashing.|The app works perfectly.
We were treated like dirt.|We were treated like family.""".splitlines()
PAIRS: Final = tuple((line.split("|")[0], line.split("|")[1]) for line in _SWAPS)
